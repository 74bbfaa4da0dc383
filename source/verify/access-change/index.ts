export {type AccessChange, type AccessDifference, accessChange} from './compare.ts';
export type {ChangeParty} from './parties.ts';
export {roleAccessChange} from './role.ts';
