type Words = Record<string, string>;

/** What is said of people and rights: refusals, and the letters that go out. */
export const accessKernelMessages: { en: Words; fr: Words } = {
  en: {
    'error.administratorsOnly': 'Only an owner or an administrator may do this.',
    'error.ownersOnly': 'Only an owner may do this with owners and administrators.',
    'error.ownRole': 'You cannot do this to yourself. Ask an owner.',
    'error.deactivateSelf':
      'You cannot deactivate yourself. Ask another owner, or leave the workspace.',
    'error.lastOwner': 'The workspace needs at least one owner. Make somebody else an owner first.',
    'error.notInTheirName': 'This cannot be done while acting in somebody else’s name.',
    'error.roleUnknown': 'Choose one of the roles.',
    'error.roleInUse': 'This role is still held by: {names}. Give them another role first.',
    'error.tooManyRoles': 'There can be at most {maximum} roles of your own.',
    'error.tooManyTeams': 'There can be at most {maximum} teams.',
    'error.nameTaken': 'This name is taken. Choose another one.',
    'error.unknownPermission': 'Unknown permission: {permission}.',
    'error.teamCircle': '“{parent}” is below “{team}”, so “{team}” cannot be put under it.',
    'error.memberUnknown': 'Choose one of the active members.',
    'error.alreadyMemberNamed': '{email} is already a member.',
    'error.memberDeactivated':
      '{email} is a member who was deactivated. Reactivate them in the list instead.',
    'error.badAddress': '“{email}” is not an e-mail address.',
    'error.tooManyAtOnce': 'Invite at most {maximum} people at once.',
    'error.invitationOver':
      'This invitation is no longer valid. Ask whoever invited you for a new one.',
    'error.invitationOtherAccount':
      'This invitation is for {email}. Sign out, then sign in with that address.',
    'error.accountExists':
      'There is already an account for this address. Sign in with it, then open this page again.',
    'error.delegationSelf': 'Choose somebody other than the person who is away.',
    'error.delegationPast': 'This day is over. Choose today or a later day.',
    'error.delegationOrder': 'The last day cannot come before the first.',
    'error.delegationTooLong': 'An absence can last one year at most.',
    'error.handoverSelf': 'Choose somebody other than the person who hands over.',
    'error.handoverOver': 'This was already taken back.',
    'error.impersonationNobody': 'Choose another active member.',
    'error.impersonationAbove':
      'Nobody acts in the name of an owner, and only an owner in that of an administrator.',
    'error.impersonationOver': 'This request is no longer open.',
    'error.wayBackElsewhere':
      'This person also works in another workspace, so no link can be shown here. Set up a mail server, or use the command line.',
    'mail.invitation.subject': '{inviter} invites you to {workspace}',
    'mail.invitation.text':
      '{inviter} invites you to join “{workspace}” on Socle.\n\nOpen this address to accept:\n{link}\n\nIt is valid for {days} days and can be used once. If you were not expecting\nthis letter, ignore it: nothing will happen.\n',
  },
  fr: {
    'error.administratorsOnly': 'Seul un propriétaire ou un administrateur peut faire cela.',
    'error.ownersOnly':
      'Seul un propriétaire peut faire cela pour les propriétaires et les administrateurs.',
    'error.ownRole': 'Vous ne pouvez pas faire cela pour vous-même. Demandez à un propriétaire.',
    'error.deactivateSelf':
      'Vous ne pouvez pas vous désactiver. Demandez à un autre propriétaire, ou quittez l’espace de travail.',
    'error.lastOwner':
      'L’espace de travail a besoin d’au moins un propriétaire. Désignez d’abord quelqu’un d’autre.',
    'error.notInTheirName': 'Impossible pendant que vous agissez au nom de quelqu’un d’autre.',
    'error.roleUnknown': 'Choisissez l’un des rôles.',
    'error.roleInUse':
      'Ce rôle est encore attribué à\u00a0: {names}. Donnez-leur d’abord un autre rôle.',
    'error.tooManyRoles': 'Il peut y avoir au plus {maximum} rôles personnalisés.',
    'error.tooManyTeams': 'Il peut y avoir au plus {maximum} équipes.',
    'error.nameTaken': 'Ce nom est déjà pris. Choisissez-en un autre.',
    'error.unknownPermission': 'Droit inconnu\u00a0: {permission}.',
    'error.teamCircle':
      '«\u00a0{parent}\u00a0» est au-dessous de «\u00a0{team}\u00a0», qui ne peut donc pas y être rattachée.',
    'error.memberUnknown': 'Choisissez l’un des membres actifs.',
    'error.alreadyMemberNamed': '{email} est déjà membre.',
    'error.memberDeactivated':
      '{email} est un membre désactivé. Réactivez-le plutôt depuis la liste.',
    'error.badAddress': '«\u00a0{email}\u00a0» n’est pas une adresse e-mail.',
    'error.tooManyAtOnce': 'Invitez au plus {maximum} personnes à la fois.',
    'error.invitationOver':
      'Cette invitation n’est plus valable. Demandez-en une nouvelle à la personne qui vous a invité.',
    'error.invitationOtherAccount':
      'Cette invitation est destinée à {email}. Déconnectez-vous, puis connectez-vous avec cette adresse.',
    'error.accountExists':
      'Un compte existe déjà pour cette adresse. Connectez-vous avec, puis rouvrez cette page.',
    'error.delegationSelf': 'Choisissez une autre personne que celle qui s’absente.',
    'error.delegationPast': 'Ce jour est passé. Choisissez aujourd’hui ou un jour suivant.',
    'error.delegationOrder': 'Le dernier jour ne peut pas précéder le premier.',
    'error.delegationTooLong': 'Une absence peut durer un an au plus.',
    'error.handoverSelf': 'Choisissez une autre personne que celle qui transmet.',
    'error.handoverOver': 'La transmission a déjà été annulée.',
    'error.impersonationNobody': 'Choisissez un autre membre actif.',
    'error.impersonationAbove':
      'Personne n’agit au nom d’un propriétaire, et seul un propriétaire au nom d’un administrateur.',
    'error.impersonationOver': 'Cette demande n’est plus ouverte.',
    'error.wayBackElsewhere':
      'Cette personne travaille aussi dans un autre espace de travail\u202f; aucun lien ne peut donc être affiché ici. Configurez un serveur de messagerie, ou passez par la ligne de commande.',
    'mail.invitation.subject': '{inviter} vous invite à rejoindre {workspace}',
    'mail.invitation.text':
      '{inviter} vous invite à rejoindre «\u00a0{workspace}\u00a0» sur Socle.\n\nPour accepter, ouvrez cette adresse\u00a0:\n{link}\n\nElle est valable {days} jours et ne sert qu’une fois. Si vous n’attendiez pas\nce message, ignorez-le\u00a0: il ne se passera rien.\n',
  },
};
