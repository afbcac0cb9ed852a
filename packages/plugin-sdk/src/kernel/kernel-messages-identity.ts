type Words = Record<string, string>;

/** Messages of signing in: refusals, and the letters that are sent. */
export const identityKernelMessages: { en: Words; fr: Words } = {
  en: {
    'error.badCredentials': 'The address or the password is wrong.',
    'error.tooManyTries':
      'Too many attempts. Try again in {minutes, plural, one {# minute} other {# minutes}}.',
    'error.passwordTooShort': 'Use at least {minimum} characters.',
    'error.password.common':
      'This is among the passwords that are tried first. Choose another, such as three or four unrelated words.',
    'error.password.personal':
      'Your name or address is the first thing to be tried. Choose words that have nothing to do with you.',
    'error.password.pattern':
      'Rows of keys, repetitions and dates are quickly guessed. Choose three or four unrelated words.',
    'error.password.guessable':
      'This is quickly guessed. Make it longer, such as with one or two more unrelated words.',
    'error.wrongPassword': 'This is not your current password.',
    'error.wrongCode':
      'This code is wrong, or was used already. Wait for the next one, and check that the clock of your device is right.',
    'error.signInExpired': 'The sign-in took too long. Start again.',
    'error.secondFactorOn': 'Two-step sign-in is set up already. Reload the page.',
    'error.resetLinkUsed': 'This link was used already, or has expired. Ask for a new one.',
    'error.emailTaken': 'This address cannot be used. Choose another.',
    'error.lastOwner':
      'You are the only owner of this workspace. Make somebody else an owner first.',
    'letter.reset.subject': 'Choose a new password',
    'letter.reset.text':
      'Hello {name},\n\nSomebody, probably you, asked for a new password for your account.\nChoose it here within the hour:\n\n{link}\n\nIf it was not you, there is nothing to do: your password has not changed.',
    'letter.email.subject': 'Confirm your new address',
    'letter.email.text':
      'Hello {name},\n\nThis address is to become the one you sign in with.\nConfirm it here within a day:\n\n{link}\n\nIf it was not you who asked, there is nothing to do.',
    'letter.emailChanged.subject': 'The address of your account is about to change',
    'letter.emailChanged.text':
      'Hello {name},\n\nSomebody, probably you, asked to sign in to your account with another address\nfrom now on: {email}\n\nIf it was not you, change your password and end all your sessions at once,\nor tell an administrator of your workspace.',
  },
  fr: {
    'error.badCredentials': 'L’adresse ou le mot de passe est incorrect.',
    'error.tooManyTries':
      'Trop de tentatives. Réessayez dans {minutes, plural, one {# minute} other {# minutes}}.',
    'error.passwordTooShort': 'Utilisez au moins {minimum} caractères.',
    'error.password.common':
      'Ce mot de passe fait partie des premiers essayés. Choisissez-en un autre, par exemple trois ou quatre mots sans rapport.',
    'error.password.personal':
      'Votre nom et votre adresse sont les premiers essayés. Choisissez des mots sans rapport avec vous.',
    'error.password.pattern':
      'Les suites de touches, les répétitions et les dates se devinent vite. Choisissez trois ou quatre mots sans rapport.',
    'error.password.guessable':
      'Il se devine vite. Allongez-le, par exemple d’un ou deux mots sans rapport.',
    'error.wrongPassword': 'Ce n’est pas votre mot de passe actuel.',
    'error.wrongCode':
      'Ce code est incorrect, ou a déjà servi. Attendez le suivant, et vérifiez que l’horloge de votre appareil est à l’heure.',
    'error.signInExpired': 'La connexion a pris trop de temps. Recommencez.',
    'error.secondFactorOn': 'La connexion en deux étapes est déjà en place. Rechargez la page.',
    'error.resetLinkUsed': 'Ce lien a déjà servi, ou a expiré. Demandez-en un nouveau.',
    'error.emailTaken': 'Cette adresse ne peut pas être utilisée. Choisissez-en une autre.',
    'error.lastOwner':
      'Vous êtes le seul propriétaire de cet espace. Nommez d’abord un autre propriétaire.',
    'letter.reset.subject': 'Choisissez un nouveau mot de passe',
    'letter.reset.text':
      'Bonjour {name},\n\nQuelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre compte.\nChoisissez-le ici dans l’heure\u00a0:\n\n{link}\n\nSi ce n’était pas vous, il n’y a rien à faire\u00a0: votre mot de passe n’a pas changé.',
    'letter.email.subject': 'Confirmez votre nouvelle adresse',
    'letter.email.text':
      'Bonjour {name},\n\nCette adresse doit devenir celle avec laquelle vous vous connectez.\nConfirmez-la ici dans la journée\u00a0:\n\n{link}\n\nSi la demande ne vient pas de vous, il n’y a rien à faire.',
    'letter.emailChanged.subject': 'L’adresse de votre compte va changer',
    'letter.emailChanged.text':
      'Bonjour {name},\n\nQuelqu’un, sans doute vous, a demandé à se connecter désormais à votre compte\navec une autre adresse\u00a0: {email}\n\nSi ce n’était pas vous, changez votre mot de passe et terminez toutes vos sessions,\nou prévenez un administrateur de votre espace.',
  },
};
