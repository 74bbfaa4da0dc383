export type {Party, PrincipalKind, RequestFacts} from './facts.ts';
export {isPublicProvider, providerHost} from './providers.ts';
export {freeRequesterOf, requesterOf} from './requester.ts';
export {findConditionKey} from './table.ts';
