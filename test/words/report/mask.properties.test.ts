import {describe, expect, test} from 'vitest';
import {documentsFromTexts} from '../../../source/account/index.ts';
import {connectionProblems} from '../../../source/connection/index.ts';
import {UserError} from '../../../source/errors.ts';
import type {VendorProfile} from '../../../source/vendors/index.ts';
import {overallVerdict, type Result, verifyConnection} from '../../../source/verify/index.ts';
import {judge} from '../../../source/verify/judge.ts';
import {invalidResult, verdictOf} from '../../../source/verify/result.ts';
import {aboutOf} from '../../../source/verify/situation.ts';
import {presentResult, reportMarkdown} from '../../../source/words/index.ts';
import {chanceFrom} from '../../bench/judgement/chance.ts';
import {creativeForceConnection, iconikConnection, profileOf} from '../../support/connections.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {callsFor, goodAnswers, verifyWith} from '../../verify/faulty-account.ts';
import {failures} from '../../verify/field-notes/cases/index.ts';
import {eachIn} from '../../verify/field-notes/failure.ts';
import {anyCanary, type Telling, tellingAccount} from './canaries.ts';

/** How many reports there are; npm run properties makes all of them. */
const reports = process.env.PROPERTY_RUNS === undefined ? 60 : 2400;
const answers = process.env.PROPERTY_RUNS === undefined ? 20 : 400;
const invalid = process.env.PROPERTY_RUNS === undefined ? 20 : 200;

/** The masked report as a reader sees it, without what keeps Markdown from obeying it. */
function maskedReport(result: Result, place: {documents?: string; endpoint?: string} = {}): string {
	const report = {
		source: 'aws' as const,
		takenAt: '2025-06-01T10:00:00.000Z',
		ms: 1,
		verdict: overallVerdict([result]),
		results: [presentResult(result)],
		...place,
	};
	return reportMarkdown(report, {mask: true}).replaceAll('\\', '');
}

function expectNone(text: string, secrets: readonly string[], number: number): void {
	const small = text.toLowerCase();
	const found = secrets.filter((secret) => small.includes(secret.toLowerCase()));
	expect(
		found,
		`number ${number}: ${text
			.split('\n')
			.filter((line) => found.some((one) => line.toLowerCase().includes(one.toLowerCase())))
			.join('\n')}`,
	).toEqual([]);
}

/** The same vendor by a profile of the person's own, whose texts can name anybody. */
function ownProfile(profile: VendorProfile, name: string): VendorProfile {
	return {
		...profile,
		name,
		test: `Ask ${name}.`,
		purposes: profile.purposes.map((purpose) => ({...purpose, title: `Purpose of ${name}`})),
	};
}

async function judged(
	{connection, snapshot}: Telling,
	profile: VendorProfile,
	number: number,
): Promise<Result> {
	if (number % 5 === 4) {
		return verifyConnection(documentsIn(snapshot), connection, profile);
	}

	const findings = judge(snapshot, connection, profile);
	return {
		name: '',
		about: aboutOf(connection, profile, 'aws'),
		verdict: verdictOf(findings),
		findings,
		...(snapshot.identity.status === 'found' && {account: snapshot.identity.value}),
		ms: 1,
	};
}

/** The policies of the account as pasted documents, so that what cannot be read is told with its place. */
function documentsIn({bucket, key, role}: Telling['snapshot']) {
	const texts = {
		...(bucket.policy.status === 'found' && {'bucket-policy': bucket.policy.value}),
		...(key.policy.status === 'found' && {'key-policy': key.policy.value}),
		...(role.role.status === 'found' && {'trust-policy': role.role.value.trustPolicy}),
	};
	return documentsFromTexts(texts);
}

describe('A masked report holds nothing but the words of this program and the names of AWS', () => {
	test('so the sentences of this program stay as they are', () => {
		const every = Object.values(failures).flatMap((list) => eachIn(list));
		for (const {account, connection} of every.filter((_one, index) => index % 19 === 0)) {
			const snapshot = account(healthySnapshot(connection), connection);
			const profile = profileOf(connection.vendor);
			const findings = judge(snapshot, connection, profile);
			const about = aboutOf(connection, profile, 'aws');
			const verdict = verdictOf(findings);
			const text = maskedReport({name: 'acme.json', about, verdict, findings, ms: 1});
			expect(text).not.toMatch(/TEXT-|FIELD-|HOST-/);
		}
	});

	test(`and nothing of ${reports} accounts, wherever it stands in connection, documents and answers`, async () => {
		for (let number = 0; number < reports; number += 1) {
			const telling = tellingAccount(number);
			const chance = chanceFrom(number + 7);
			const [name, folder, endpoint, vendor] = [1, 2, 3, 4].map(() => anyCanary(chance));
			if (!name || !folder || !endpoint || !vendor) {
				throw new Error('There are four.');
			}

			const builtIn = profileOf(telling.connection.vendor);
			const isOwn = number % 4 === 3;
			const profile = isOwn ? ownProfile(builtIn, vendor.text) : builtIn;
			const connection = isOwn
				? {...telling.connection, vendor: `./${vendor.text}.json`}
				: telling.connection;
			const result = await judged({...telling, connection}, profile, number);
			const text = maskedReport(
				{...result, name: name.text},
				{documents: folder.text, endpoint: `https://${endpoint.text}`},
			);
			expectNone(
				text,
				[
					...telling.secrets,
					name.secret,
					folder.secret,
					endpoint.secret,
					...(isOwn ? [vendor.secret] : []),
				],
				number,
			);
		}
	}, 1_200_000);

	test(`and nothing of ${answers} answers of AWS`, async () => {
		for (let number = 0; number < answers; number += 1) {
			const chance = chanceFrom(number + 11);
			const connection = chance.happens(0.5)
				? creativeForceConnection({encryption: 'SSE-KMS'})
				: iconikConnection({encryption: 'SSE-KMS'});
			const calls = callsFor(connection);
			const call = calls[number % calls.length] ?? 'HeadBucket';
			const {text, secret} = anyCanary(chance);
			const good = goodAnswers(connection)[call];
			const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
			const replies = chance.one([
				() => ({...good, body: (good.body ?? '').replace(/>[^<>]+</, `>${escaped}<`)}),
				() => ({
					...good,
					body: (good.body ?? '').replaceAll(/>[^<>]+</g, (part) =>
						chance.happens(0.3) ? `>${escaped}<` : part,
					),
				}),
				() => ({
					status: chance.one([400, 403, 404, 409, 500]),
					body: `<Error><Code>${escaped}</Code><Message>${escaped}</Message></Error>`,
				}),
				() => ({
					status: chance.one([400, 403]),
					headers: {'x-amzn-errortype': text.replace(/[^ -~]/g, '')},
					body: JSON.stringify({__type: text, message: text, Message: text}),
				}),
				() => ({
					...good,
					body: (good.body ?? '').replaceAll(/"[^"]+"(?!:)/g, () => JSON.stringify(text)),
				}),
			])();
			const result = await verifyWith(connection, {[call]: replies}, {attempts: 1});
			const report = {
				source: 'aws' as const,
				takenAt: '2025-06-01T10:00:00.000Z',
				ms: 1,
				verdict: result.verdict,
				results: [result],
			};
			expectNone(reportMarkdown(report, {mask: true}).replaceAll('\\', ''), [secret], number);
		}
	}, 600_000);

	test(`and nothing of ${invalid} connections that are not valid`, () => {
		for (let number = 0; number < invalid; number += 1) {
			const chance = chanceFrom(number + 13);
			const fields = Object.entries(creativeForceConnection({encryption: 'SSE-KMS'}));
			const secrets: string[] = [];
			const raw = Object.fromEntries(
				fields.map(([field, value]): [string, unknown] => {
					const {text, secret} = anyCanary(chance);
					secrets.push(secret);
					return field !== 'vendor' && chance.happens(0.3)
						? chance.happens(0.5)
							? [field, text]
							: [text, value]
						: [field, value];
				}),
			);
			const problems = connectionProblems(raw, profileOf('creative-force'));
			const error = new UserError(`The connection of ${secrets[0]} is not valid.`, {problems});
			expectNone(maskedReport(invalidResult(secrets[1] ?? '', error)), secrets, number);
		}
	});
});
