type Words = Record<string, string>;

/** Refusals of the other ways in, and of secrets at rest. */
export const singleSignOnKernelMessages: { en: Words; fr: Words } = {
  en: {
    'error.secretUnreadable':
      'A stored secret cannot be read: it was changed, or belongs elsewhere. Enter it again.',
    'error.secretKeyMissing':
      'A stored secret was written under another secret key (mark {keyId}). Whoever runs this server must give that key as the previous one.',
    'error.passkeyRefused': 'This passkey does not open an account here.',
    'error.passkeyTooLate': 'That took too long. Use your passkey again.',
    'error.tooManyPasskeys': 'An account has {maximum} passkeys at most. Remove one first.',
    'error.lastWayIn':
      'This is the only way into your account. Set a password first, or add another passkey.',
    'error.tooManyProviders': 'A workspace has {maximum} providers at most.',
    'error.ssoNameTaken': 'Another provider has this name.',
    'error.ssoIssuer':
      'Write the address in full, starting with https://, as your provider shows it.',
    'error.ssoSecretAgain':
      'Enter the secret again: the stored one was for the earlier address or client ID.',
    'error.ssoDomain': '“{domain}” is not a domain such as example.com.',
    'error.ssoDomainNeeded':
      'Name at least one domain: without, anyone with an account at the provider could join.',
    'error.ssoAdminByOwner': 'Only an owner can let newcomers in as administrators.',
    'error.ssoRoleUnknown': 'This role no longer exists. Choose another.',
    'error.ssoRequired': 'Your company asks you to sign in with {provider}.',
    'error.ssoNotMember':
      '{provider} knows you, but you are not a member here. Ask an administrator to invite you.',
    'error.ssoUnverified':
      '{provider} does not confirm your e-mail address, so we cannot tell which account is yours. Ask your administrator.',
    'error.ssoLinkFirst':
      'Sign in your usual way once, then connect {provider} under Settings, Security. It will open your account from then on.',
    'error.ssoLinkedElsewhere': 'This identity of {provider} opens another account already.',
    'error.ssoTryAgain': 'Your account was being made at this very moment. Try again.',
    'error.ssoRoleGone':
      'The role that {provider} gives to newcomers no longer exists. Ask an administrator to choose another.',
    'error.ssoBegin': 'This sign-in was begun elsewhere or took too long. Start again.',
    'error.ssoSomebodyElse': '{provider} answered for somebody else than you. Nothing was changed.',
    'error.ssoAway':
      '{provider} does not answer as it should right now. Try again in a moment, or sign in another way.',
    'error.ssoTimeout': '{issuer} did not answer in time. Try again in a moment.',
    'error.ssoUnreachable':
      '{issuer} cannot be reached. Check the address, and that this server may connect to it.',
    'error.ssoNoProvider':
      'There is no OpenID Connect provider at {issuer}. Copy the issuer address from the provider’s own settings.',
    'error.ssoOtherIssuer':
      'The provider at {issuer} gives itself another address. Copy its issuer letter by letter, the final slash included.',
    'error.ssoPlainHttp':
      'The provider at {issuer} asks for a connection without encryption. Only https is used.',
    'error.ssoTime':
      'The answer of {provider} is too old or dated in the future. Check the clocks, then start again.',
    'error.ssoNotForUs': 'The answer of {provider} was meant for another sign-in. Start again.',
    'error.ssoSignature':
      'The answer of {provider} is not signed as it should be, and was refused.',
    'error.ssoDeclined': '{provider} ended the sign-in. Start again, or sign in another way.',
    'error.ssoClient':
      '{provider} does not accept this installation. An administrator should check the client ID, the secret and the redirect address.',
    'error.ssoNotBelieved': 'The answer of {provider} does not hold, and was refused. Start again.',
  },
  fr: {
    'error.secretUnreadable':
      'Un secret enregistré est illisible\u00a0: il a été modifié, ou n’est pas à sa place. Saisissez-le de nouveau.',
    'error.secretKeyMissing':
      'Un secret a été enregistré avec une autre clé secrète (repère {keyId}). La personne qui administre ce serveur doit la donner comme clé précédente.',
    'error.passkeyRefused': 'Cette clé d’accès n’ouvre aucun compte ici.',
    'error.passkeyTooLate': 'L’attente a été trop longue. Présentez de nouveau votre clé d’accès.',
    'error.tooManyPasskeys': 'Un compte a {maximum} clés d’accès au plus. Retirez-en une d’abord.',
    'error.lastWayIn':
      'C’est le seul moyen d’entrer dans votre compte. Choisissez d’abord un mot de passe, ou ajoutez une autre clé d’accès.',
    'error.tooManyProviders': 'Un espace de travail a {maximum} fournisseurs au plus.',
    'error.ssoNameTaken': 'Un autre fournisseur porte ce nom.',
    'error.ssoIssuer':
      'Écrivez l’adresse en entier, en commençant par https://, telle que votre fournisseur l’affiche.',
    'error.ssoSecretAgain':
      'Saisissez de nouveau le secret\u00a0: celui qui est enregistré valait pour l’adresse ou l’identifiant précédents.',
    'error.ssoDomain': '«\u00a0{domain}\u00a0» n’est pas un domaine tel que exemple.fr.',
    'error.ssoDomainNeeded':
      'Indiquez au moins un domaine\u00a0: sinon, toute personne ayant un compte chez le fournisseur pourrait entrer.',
    'error.ssoAdminByOwner':
      'Seul un propriétaire peut faire entrer de nouvelles personnes comme administrateurs.',
    'error.ssoRoleUnknown': 'Ce rôle n’existe plus. Choisissez-en un autre.',
    'error.ssoRequired': 'Votre entreprise demande de se connecter avec {provider}.',
    'error.ssoNotMember':
      '{provider} vous connaît, mais vous n’êtes pas membre ici. Demandez une invitation à un administrateur.',
    'error.ssoUnverified':
      '{provider} ne confirme pas votre adresse e-mail\u00a0: impossible de savoir quel compte est le vôtre. Voyez avec votre administrateur.',
    'error.ssoLinkFirst':
      'Connectez-vous une fois comme d’habitude, puis associez {provider} dans Réglages, Sécurité. Il ouvrira ensuite votre compte.',
    'error.ssoLinkedElsewhere': 'Cette identité de {provider} ouvre déjà un autre compte.',
    'error.ssoTryAgain': 'Votre compte était en cours de création à cet instant. Réessayez.',
    'error.ssoRoleGone':
      'Le rôle que {provider} donne aux nouveaux venus n’existe plus. Demandez à un administrateur d’en choisir un autre.',
    'error.ssoBegin':
      'Cette connexion a été commencée ailleurs, ou a pris trop de temps. Recommencez.',
    'error.ssoSomebodyElse':
      '{provider} a répondu pour quelqu’un d’autre que vous. Rien n’a été modifié.',
    'error.ssoAway':
      '{provider} ne répond pas comme il faut en ce moment. Réessayez dans un instant, ou connectez-vous autrement.',
    'error.ssoTimeout': '{issuer} n’a pas répondu à temps. Réessayez dans un instant.',
    'error.ssoUnreachable':
      '{issuer} est injoignable. Vérifiez l’adresse, et que ce serveur peut s’y connecter.',
    'error.ssoNoProvider':
      'Il n’y a pas de fournisseur OpenID Connect à l’adresse {issuer}. Copiez l’adresse de l’émetteur depuis les réglages du fournisseur.',
    'error.ssoOtherIssuer':
      'Le fournisseur à l’adresse {issuer} se donne une autre adresse. Copiez son émetteur à la lettre, barre finale comprise.',
    'error.ssoPlainHttp':
      'Le fournisseur à l’adresse {issuer} demande une connexion sans chiffrement. Seul https est utilisé.',
    'error.ssoTime':
      'La réponse de {provider} est trop ancienne ou datée du futur. Vérifiez les horloges, puis recommencez.',
    'error.ssoNotForUs':
      'La réponse de {provider} était destinée à une autre connexion. Recommencez.',
    'error.ssoSignature':
      'La réponse de {provider} n’est pas signée comme il faut, et a été refusée.',
    'error.ssoDeclined':
      '{provider} a mis fin à la connexion. Recommencez, ou connectez-vous autrement.',
    'error.ssoClient':
      '{provider} n’accepte pas cette installation. Un administrateur doit vérifier l’identifiant client, le secret et l’adresse de redirection.',
    'error.ssoNotBelieved':
      'La réponse de {provider} n’est pas recevable, et a été refusée. Recommencez.',
  },
};
