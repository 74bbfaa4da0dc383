export type {Party, PrincipalKind, RequestFacts} from './facts.ts';
export {isPublicProvider, providerHost} from './providers.ts';
export {requesterOf} from './requester.ts';
export {type Answerer, type ConditionKey, conditionKeys, findConditionKey} from './table.ts';
