export {checkConnection, connectionProblems} from './check.ts';
export {
	baseFields,
	type FieldContext,
	fieldExample,
	fieldFlag,
	fieldNames,
	fieldNeed,
} from './fields.ts';
export {readConnectionFile, writeConnectionFile} from './file.ts';
export {toFileFormat} from './file-format.ts';
export {checkField} from './rules.ts';
export {connectionSchema} from './schema.ts';
export {tidyInput} from './tidy.ts';
export type {Connection} from './types.ts';
export {type AccessWay, accessWays, type VendorInput, type VendorTerms} from './vendor-terms.ts';
