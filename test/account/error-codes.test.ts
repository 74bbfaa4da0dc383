import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {awsWords, knownError} from '../../source/account/error-codes.ts';
import {facts} from '../../source/account/facts.ts';
import {failureOf} from '../../source/account/sdk/error-reasons.ts';
import {readServiceError} from '../../source/account/sdk/service-error.ts';

const clients = ['iam', 'kms', 's3', 's3-control', 'sqs', 'sts'];
const root = new URL('../../', import.meta.url);
const packageOf = (client: string) => new URL(`node_modules/@aws-sdk/client-${client}/`, root);

/** The commands that the program sends, by the file names of its sources. */
function commandsIn(folder: string): string[] {
	return readdirSync(new URL(folder, root))
		.map((name) => readFileSync(new URL(`${folder}${name}`, root), 'utf8'))
		.flatMap((text) => text.match(/\b[A-Z]\w+Command(?=,|\b)/g) ?? []);
}

/** What the model of a client's command lists as its errors, by AWS's codes: those of IAM differ from the names. */
function modelledErrors(client: string, command: string): string[] {
	const file = new URL(`dist-types/commands/${command}.d.ts`, packageOf(client));
	let text = '';
	try {
		text = readFileSync(file, 'utf8');
	} catch {
		return [];
	}

	const schemas = readFileSync(new URL('dist-es/schemas/schemas_0.js', packageOf(client)), 'utf8');
	return [...text.matchAll(/@throws \{@link (\w+)\}/g)]
		.map(([, name = '']) => name)
		.filter((name) => !/ServiceException$/.test(name) && name !== 'S')
		.map((name) => {
			const schema = schemas.slice(schemas.indexOf(`export var ${name}$ =`)).slice(0, 200);
			const code = /_aQE\]: \[`(\w+)`/.exec(schema)?.[1];
			return client === 'kms' ? name : (code ?? name);
		});
}

const commands = [...new Set(commandsIn('source/account/sdk/'))];
const modelled = [
	...new Set(
		clients.flatMap((client) => commands.flatMap((command) => modelledErrors(client, command))),
	),
];
const absentCodes = Object.values({...facts.bucket, ...facts.role, ...facts.key}).flatMap((fact) =>
	'absentCodes' in fact && Array.isArray(fact.absentCodes) ? fact.absentCodes : [],
);

describe('the errors that the models of the SDK list for the calls in use', () => {
	test('are found', () => {
		expect(commands.length).toBeGreaterThan(20);
		expect(modelled).toEqual(
			expect.arrayContaining([
				'NoSuchEntity',
				'MalformedPolicyDocument',
				'MalformedPolicyDocumentException',
				'KMSInvalidStateException',
				'BucketAlreadyOwnedByYou',
				'QueueDoesNotExist',
			]),
		);
	});

	// HeadBucket has no body to hold a code: its status is read instead.
	test.each(modelled.filter((code) => code !== 'NotFound'))('%s has words', (code) => {
		expect(knownError(code) ?? absentCodes.includes(code)).not.toBe(false);
	});
});

function errorOf(code: string, status: number, message: string) {
	return readServiceError(
		Object.assign(new Error(message), {name: code, $metadata: {httpStatusCode: status}}),
	);
}

describe('an error that nothing is known of', () => {
	test("is told in AWS's own words", () => {
		expect(failureOf(errorOf('SomethingNew', 400, 'The moon is full.')).reason).toBe(
			'AWS returned an error (SomethingNew, HTTP 400). AWS says: "The moon is full".',
		);
		expect(failureOf(errorOf('SomethingNew', 500, 'The moon is full.')).reason).toBe(
			'AWS had an internal error (SomethingNew, HTTP 500). AWS says: "The moon is full".',
		);
	});

	test('is without details only where AWS says nothing', () => {
		expect(failureOf(errorOf('SomethingNew', 400, '')).reason).toContain('without details');
	});
});

test("AWS's words about a document stand beside what the code means", () => {
	expect(
		failureOf(errorOf('MalformedPolicyDocument', 400, 'Has prohibited field Resource')).reason,
	).toMatch(/does not accept the document.*AWS says: "Has prohibited field Resource"/);
});

test("AWS's words hold no key, no signature and nothing that moves the cursor", () => {
	const words = awsWords(
		'Key AKIAIOSFODNN7EXAMPLE with wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY1 \u{1B}[2J\nis wrong',
	);
	expect(words).toBe('AWS says: "Key ... with ... \\u001b[2J is wrong".');
});

describe('a region that an account has to enable', () => {
	test.each([
		['InvalidToken', 'me-south-1'],
		['UnrecognizedClientException', 'eu-south-2'],
		['InvalidClientTokenId', 'af-south-1'],
		['IllegalLocationConstraintException', 'ap-east-1'],
		['RegionDisabledException', 'me-central-1'],
	])('that answers %s may be off: %s', (code, region) => {
		const known = knownError(code, region);
		expect(known).toMatchObject({cause: 'not-enabled'});
		expect(known?.reason).toContain(region);
		expect(known?.help).toContain('AWS Regions');
	});

	test.each([
		['InvalidToken', 'eu-central-1', 'sign-in'],
		['InvalidToken', 'us-gov-west-1', 'sign-in'],
		['IllegalLocationConstraintException', 'us-east-1', 'not-enabled'],
		['ExpiredToken', 'me-south-1', 'sign-in'],
	])('is not blamed for %s in %s', (code, region, cause) => {
		const known = knownError(code, region);
		expect(known).toMatchObject({cause});
		expect(known?.reason).not.toContain(region);
	});
});
