import {toJsonSchema} from '@valibot/to-json-schema';
import {profileSchema} from './schema.ts';

/**
 * The JSON schema of vendor profiles, as text that ends in a newline. What JSON schema cannot say (rules that tie
 * parts together, refused characters) is left out; `vendors check` knows all of it.
 */
export function profileJsonSchema(): string {
	const {$schema, ...schema} = toJsonSchema(profileSchema, {
		target: 'draft-07',
		ignoreActions: ['check'],
	});
	return `${JSON.stringify({$schema, title: 'Vendor profile of s3-handshake', ...schema}, null, '\t')}\n`;
}
