import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {expect, onTestFinished, test} from 'vitest';
import {
	checkConnection,
	checkField,
	type Field,
	fieldNeed,
	fieldsOf,
	readConnectionFile,
	writeConnectionFile,
} from '../../source/connection/index.ts';
import {buildDocuments, policiesIn} from '../../source/documents/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {answersAsConnection, answersFromConnection} from '../../source/wizard/answers.ts';
import {stateFromAnswers} from '../../source/wizard/state.ts';
import {summarize} from '../../source/wizard/steps/summary/summary.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {pictureBarn} from '../wizard/support/states.ts';

type Values = Readonly<Record<string, string>>;
type Case = {readonly profile: VendorProfile; readonly answers: Values};

const words = fc.stringMatching(/^[a-z][a-z0-9]{2,12}$/);

/** Values that a field takes; of one that is not named here words, or its example. */
function valuesOf({name, example}: Field, profile: VendorProfile): fc.Arbitrary<string> {
	const input = profile.inputs.find(({field}) => field === name);
	if (input !== undefined) {
		return fc.stringMatching(new RegExp(`^(?:${input.pattern})$`));
	}

	switch (name) {
		case 'vendor':
			return fc.constant(profile.id);
		case 'purpose':
			return fc.constantFrom(...profile.purposes.map(({id}) => id));
		case 'region':
			return fc.constantFrom('eu-central-1', 'us-east-1', 'eu-newplace-7');
		case 'accountId':
			return fc.stringMatching(/^[0-9]{12}$/);
		case 'encryption':
			return fc.constantFrom(...profile.encryption);
		case 'kmsKeyArn':
			return fc.uuid().map((id) => `arn:aws:kms:eu-central-1:111122223333:key/${id}`);
		case 'rolePath':
			return fc.oneof(
				fc.constant('/'),
				words.map((word) => `/${word}/`),
			);
		default:
			return words.map((word) =>
				checkField(name, word, {profile}) === undefined ? word : example,
			);
	}
}

/** A vendor with an answer to every question there is, to those too that do not apply to it. */
const cases = fc.constantFrom(creativeForce, iconik, pictureBarn).chain((profile) =>
	fc
		.record<Values>(
			Object.fromEntries(fieldsOf(profile).map((field) => [field.name, valuesOf(field, profile)])),
		)
		.map(
			({kmsKeyArn = '', region = '', ...answers}): Case => ({
				profile,
				answers: {...answers, region, kmsKeyArn: kmsKeyArn.replace('eu-central-1', region)},
			}),
		),
);

/** The fields that a connection by these answers has. */
function fieldsIn({encryption = ''}: Values, profile: VendorProfile): readonly Field[] {
	return fieldsOf(profile).filter(({name}) => fieldNeed(name, {profile, encryption}) !== 'refused');
}

test('every field survives from the answers over the file into the connection and back', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'every-field-'));
	onTestFinished(() => rm(folder, {recursive: true}));
	const file = path.join(folder, 'connection.json');
	await fc.assert(
		fc.asyncProperty(cases, async ({profile, answers}) => {
			const {connection} = checkConnection(answersAsConnection(answers, profile), profile);
			const {inputs, version, ...own} = connection;
			const fields = fieldsIn(answers, profile);
			const given = Object.fromEntries(fields.map(({name}) => [name, answers[name]]));
			expect({...own, ...inputs}).toEqual(given);

			await writeConnectionFile(file, connection);
			const read = await readConnectionFile(file);
			expect(checkConnection(read, profile).connection).toEqual(connection);

			const leftOut = fields.filter((field) => answers[field.name] === field.default);
			const usual = Object.fromEntries(leftOut.map((field) => [field.name, field.default]));
			expect({...usual, ...answersFromConnection(read)}).toEqual(given);
			expect(Object.keys(read)).toEqual([
				'version',
				...fields.filter((field) => !leftOut.includes(field)).map(({name}) => name),
			]);
		}),
		{numRuns: 60},
	);
});

test('every field reaches the documents where a template asks for it', () => {
	fc.assert(
		fc.property(cases, ({profile, answers}) => {
			const asked = fieldsIn(answers, profile).filter(
				({name, placeholders = {}}) => name in placeholders,
			);
			const statement = {
				Effect: 'Allow',
				Action: 's3:ListBucket',
				Resource: '*',
				Condition: {
					StringEquals: Object.fromEntries(asked.map(({name}) => [name, `{{${name}}}`])),
				},
			} as const;
			const asking = {
				...profile,
				documents: profile.documents.map((document) => ({...document, statements: [{statement}]})),
			};
			const {connection} = checkConnection(answersAsConnection(answers, profile), asking);
			const [first] = policiesIn(buildDocuments(connection, asking));
			expect(first?.document.Statement).toEqual([
				{
					...statement,
					Condition: {
						StringEquals: Object.fromEntries(asked.map(({name}) => [name, answers[name]])),
					},
				},
			]);
		}),
	);
});

test('every field is told in the summary, unless it is secret', () => {
	fc.assert(
		fc.property(cases, ({profile, answers}) => {
			const {agreed} = summarize(stateFromAnswers(answers, profile), profile);
			const told = agreed.map(({label, value}) => `${label}: ${value}`).join('\n');
			const purpose = profile.purposes.find(({id}) => id === answers['purpose'])?.title ?? '';
			for (const {name, label, isSecret} of fieldsIn(answers, profile)) {
				const inWords = new Map([
					['vendor', profile.name],
					['purpose', purpose],
				]);
				if (isSecret) {
					expect(told).not.toContain(label);
				} else {
					expect(told).toContain(inWords.get(name) ?? answers[name]);
				}
			}
		}),
	);
});
