export {exampleConnection} from './account.ts';
export {rehearse} from './rehearse.ts';
export type {FaultCode, RehearsedAccount, RehearsedFault} from './types.ts';
