/** What clients of a lighting workshop ask: subject, then their words. */
export const REQUESTS = [
  [
    'Une suspension clignote',
    'La suspension de l’entrée clignote depuis hier soir.\nNous avons changé l’ampoule, sans effet.',
  ],
  [
    'Verre fêlé à la livraison',
    'Un des trois globes est arrivé fêlé. Les photos sont à votre disposition. Pouvez-vous le remplacer ?',
  ],
  [
    'Variateur qui bourdonne',
    'Le variateur de la salle de réunion bourdonne quand la lumière est basse.',
  ],
  [
    'Duplicata de la notice de montage',
    'Nous ne retrouvons plus la notice des appliques posées au printemps.',
  ],
  [
    'Teinte différente entre deux lampes',
    'Les deux dernières lampes tirent vers le jaune à côté des premières. Est-ce le même lot ?',
  ],
  [
    'Report du rendez-vous de pose',
    'Notre chantier a pris du retard. Est-il possible de repousser la pose d’une semaine ?',
  ],
  [
    'Fixation au plafond à revoir',
    'Le lustre de l’escalier penche légèrement. Nous préférons ne pas y toucher avant votre passage.',
  ],
  [
    'Garantie d’un transformateur',
    'Un transformateur ne répond plus au bout d’un an. Est-il encore sous garantie ?',
  ],
] as const;

/** What colleagues tell each other about it. */
export const NOTES = [
  'Rappelé le client, il envoie une photo.',
  'Pièce commandée, livraison prévue en fin de semaine.',
  'Vu avec l’atelier : défaut connu sur cette série, remplacement gratuit.',
  'Passage prévu mardi matin avec Karim.',
] as const;
