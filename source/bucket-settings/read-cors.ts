import * as v from 'valibot';
import {isObject} from '../json/index.ts';
import {notSuch, readSetting} from './handed-in-setting.ts';
import {type CorsRule, corsMethods} from './types.ts';

const texts = v.array(v.string('This must be text.'), 'This must be a list of texts.');
const method = v.picklist(corsMethods, `A method is one of ${corsMethods.join(', ')}.`);

const ruleShape = v.strictObject(
	{
		ID: v.exactOptional(v.string('This must be text.')),
		AllowedHeaders: v.exactOptional(texts),
		AllowedMethods: v.pipe(
			v.array(method, 'This must be a list of methods.'),
			v.minLength(1, 'A rule needs a method.'),
		),
		AllowedOrigins: v.pipe(texts, v.minLength(1, 'A rule needs an origin.')),
		ExposeHeaders: v.exactOptional(texts),
		MaxAgeSeconds: v.exactOptional(v.number('This must be a number.')),
	},
	'A rule has AllowedMethods and AllowedOrigins, and may have ID, AllowedHeaders, ExposeHeaders and MaxAgeSeconds; nothing else.',
);

/** CORS rules that somebody handed in. */
export type HandedInCors = {
	readonly rules: readonly CorsRule[];
	/** Whether they lie in an object, as the S3 API and the AWS CLI have them; the console has the list alone. */
	readonly isWrapped: boolean;
};

/**
 * CORS rules as the S3 console shows them or as the AWS CLI prints them; undefined where there is nothing. UserError with
 * each place for text that is neither; `name` begins the sentence that says so.
 */
export function readCors(input: string, name: string): HandedInCors | undefined {
	const handedIn = readSetting(input, name);
	if (handedIn === undefined) {
		return undefined;
	}

	const {value} = handedIn;

	const named = {
		name,
		what: 'CORS configuration',
		hint: 'A CORS configuration is a list of rules in JSON, as the S3 console shows it.',
	};
	const isWrapped = isObject(value) && 'CORSRules' in value;
	const list = isWrapped ? value.CORSRules : value;
	if (!Array.isArray(list)) {
		throw notSuch(handedIn, {
			...named,
			path: [],
			rule: 'It is neither a list of rules nor an object with CORSRules.',
		});
	}

	const result = v.safeParse(v.array(ruleShape), list);
	if (!result.success) {
		const [issue] = result.issues;
		const path = (issue.path ?? []).map(({key}) => key as string | number);
		throw notSuch(handedIn, {
			...named,
			path: isWrapped ? ['CORSRules', ...path] : path,
			rule: issue.message,
		});
	}

	return list.length === 0 ? undefined : {rules: result.output, isWrapped};
}
