export { type By, isAdministrator } from './change';
export * from './delegations';
export * from './impersonation';
export * from './invitations';
export * from './joining';
export {
  changeRole,
  deactivateMember,
  reactivateMember,
} from './member-changes';
export * from './members';
export * from './ownership';
export * from './role-rights';
export * from './roles';
export {
  changeTeam,
  createTeam,
  deleteTeam,
  listTeams,
  setTeamMember,
  type Team,
  type TeamMember,
} from './teams';
export * from './way-back';
