export {checkConnection, connectionProblems} from './check.ts';
export {
	type BaseField,
	type BaseFieldName,
	baseFields,
	type FieldContext,
	type FieldNeed,
	fieldExample,
	fieldFlag,
	fieldLabel,
	fieldNames,
	fieldNeed,
} from './fields.ts';
export {readConnectionFile, writeConnectionFile} from './file.ts';
export {toFileFormat} from './file-format.ts';
export {type JsonMistake, jsonError, jsonMistake, parseJsonText, positionAt} from './json-text.ts';
export {parseKeyArn} from './key-rules.ts';
export {type Region, regionByName, regionName, regions} from './regions.ts';
export {checkField} from './rules.ts';
export {connectionSchema} from './schema.ts';
export {type TidyInput, tidyInput} from './tidy.ts';
export {type Connection, type Encryption, encryptions} from './types.ts';
