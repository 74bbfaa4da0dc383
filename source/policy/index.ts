export {type Decision, decide, type PolicySet} from './decide.ts';
export * from './grammar.ts';
export {
	type AddressRange,
	isFixedRange,
	isWithin,
	parseAddressRange,
} from './ip-address.ts';
export type {AccessRequest, RequestContext} from './request.ts';
export type {NamedPolicy, StatementReference} from './statement.ts';
export {type Description, type StrangerCode, strangerIn, type Wanted} from './strangers.ts';
export type {Ternary} from './ternary.ts';
export * from './types.ts';
export * from './wildcard.ts';
