import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import {toFileFormat} from '../../source/connection/index.ts';
import creativeForceProfile from '../../source/vendors/creative-force.json' with {type: 'json'};
import {chanceFrom} from '../bench/judgement/chance.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {chosenTexts, rawControlIn} from '../support/controls.ts';
import {healthySnapshot} from '../support/snapshots.ts';
import {connections} from './files.ts';
import {runProgram} from './run-program.ts';

const {creativeForce, iconik} = connections;
let folder = '';

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-controls-'));
	vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
	vi.stubEnv('AWS_CONFIG_FILE', path.join(folder, 'aws-config'));
	vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', path.join(folder, 'aws-credentials'));
	vi.stubEnv('AWS_PROFILE', undefined);
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await rm(folder, {recursive: true, force: true});
});

/** A name that a file can have. */
const fileName = (text: string) => text.replace(/[\0/\ud800]/g, '');

async function written(name: string, content: unknown): Promise<string> {
	const file = path.join(folder, name);
	await mkdir(path.dirname(file), {recursive: true});
	await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
	return file;
}

/** The value with the text in many of its places, names of members too; the same places for the same number. */
function infested(value: unknown, text: string, seed: number, part: number): unknown {
	const chance = chanceFrom(seed);
	const change = (one: unknown): unknown => {
		if (typeof one === 'string') {
			return chance.happens(part) ? chance.one([text, `${one}${text}`, `${text}${one}`]) : one;
		}

		if (Array.isArray(one)) {
			return one.map(change);
		}

		return typeof one === 'object' && one !== null
			? Object.fromEntries(
					Object.entries(one).map(([name, member]) => [
						chance.happens(part / 3) ? `${name}${text}` : name,
						change(member),
					]),
				)
			: one;
	};
	return change(value);
}

/** In JSON, with the characters themselves where JSON takes them, and as escapes where it does not. */
const json = (value: unknown) => JSON.stringify(value, null, 2);

async function expectClean(
	argv: readonly string[],
	options: Parameters<typeof runProgram>[1] = {},
) {
	for (const env of [{}, {FORCE_COLOR: '1'}]) {
		const {stdout, stderr} = await runProgram(argv, {...options, env: {...env, ...options?.env}});
		expect(rawControlIn(stdout), `stdout of ${JSON.stringify(argv)}`).toBeUndefined();
		expect(rawControlIn(stderr), `stderr of ${JSON.stringify(argv)}`).toBeUndefined();
	}
}

const policies = (connection: ReturnType<typeof creativeForceConnection>) => {
	const {bucket, key, role} = healthySnapshot(connection);
	return {
		'bucket-policy': bucket.policy.status === 'found' ? bucket.policy.value : '{}',
		'key-policy': key.policy.status === 'found' ? key.policy.value : '{}',
		'trust-policy': role.role.status === 'found' ? role.role.value.trustPolicy : '{}',
	};
};

type Policy = {readonly Statement?: readonly unknown[]};

/** The policy with one more statement, of somebody who writes such texts. */
function withMore(policy: Policy, text: string): Policy {
	const more = {
		Sid: text,
		Effect: 'Allow',
		Principal: {AWS: `arn:aws:iam::999988887777:role/${text}`},
		Action: 's3:GetObject',
		Resource: `arn:aws:s3:::acme-assets/${text}`,
		Condition: {StringEquals: {[`aws:PrincipalTag/${text}`]: text}},
	};
	return {...policy, Statement: [...(policy.Statement ?? []), more]};
}

const formats = [[], ['--json'], ['--json-lines'], ['--fixes']] as const;

describe('No control character of a file, a policy or a variable reaches the terminal', () => {
	describe.each(chosenTexts.map((text, index) => [JSON.stringify(text), text, index] as const))(
		'with %s',
		(_shown, text, index) => {
			test('from any argument', async () => {
				for (const call of ['policies', 'verify', 'apply', 'vendors', '']) {
					const argv = call === '' ? [] : [call];
					await expectClean([...argv, text]);
					await expectClean([...argv, `--${text}`]);
					await expectClean([...argv, `--bucket=${text}`, '--vendor', 'iconik']);
					await expectClean([...argv, '--vendor', text]);
					await expectClean([...argv, '--profile', text]);
				}

				await expectClean(['vendors', 'check', text]);
				await expectClean(['policies', '--document', text]);
				await expectClean(['policies', '--merge', text, '--vendor', 'iconik']);
				await expectClean(['verify', '--documents', text, text]);
				await expectClean(['verify', '--concurrency', text, text]);
				await expectClean(['apply', '--undo', text]);
				await expectClean(['help', text]);
			});

			test('from the fields and values of a connection, one or many, or its file name', async () => {
				for (const part of [0.2, 1]) {
					const one = await written(`${index}-1.json`, infested(creativeForce, text, index, part));
					const two = await written(`${index}-2.json`, infested(iconik, text, index + 1, part));
					const named = await written(`n${fileName(text)}.json`, creativeForce);
					const broken = await written(`b${fileName(text)}.json`, `{"bucket": "${text}", ${text}`);
					for (const file of [one, two, named, broken]) {
						await expectClean(['policies', file]);
						await expectClean(['policies', file, '--json']);
						await expectClean(['apply', file, '--practice', '--dry-run']);
					}

					for (const format of formats) {
						await expectClean(['verify', one, two, named, broken, '--practice', ...format]);
						await expectClean(['verify', named, '--practice', ...format]);
					}
				}
			});

			test('from a policy, merged or judged', async () => {
				for (const connection of [creativeForceConnection(), iconikConnection()]) {
					const file = await written('c.json', toFileFormat(connection));
					const documents = path.join(folder, `d${index}${fileName(text)}`);
					for (const part of [0.1, 0.6]) {
						for (const [name, policy] of Object.entries(policies(connection))) {
							const content = json(infested(JSON.parse(policy), text, index, part));
							const there = await written(
								path.join(path.basename(documents), `${name}.json`),
								content,
							);
							const more = await written(
								`m${index}.json`,
								json(withMore(JSON.parse(policy) as Policy, text)),
							);
							if (name !== 'trust-policy') {
								await expectClean(['policies', file, '--merge', more]);
								await expectClean(['policies', file, '--merge', more, '--json']);
								await expectClean(['policies', file, '--merge', there]);
								await expectClean(['policies', file, '--merge', there, '--json']);
								await expectClean(['policies', file, '--merge', '-'], {stdin: content});
								await expectClean(['policies', file, '--merge', '-'], {stdin: `${content}${text}`});
							}
						}

						await written(
							path.join(path.basename(documents), 'bucket.json'),
							infested(
								{region: 'eu-central-1', objectOwnership: 'BucketOwnerEnforced', acl: []},
								text,
								index,
								0.5,
							),
						);
						for (const format of formats) {
							await expectClean(['verify', file, '--documents', documents, ...format]);
						}
					}
				}
			});

			test('from a vendor profile', async () => {
				for (const part of [0.02, 0.3]) {
					const profile = {
						...(infested(creativeForceProfile, text, index, part) as object),
						id: 'own-vendor',
					};
					const file = await written(`p${index}.json`, profile);
					await expectClean(['vendors', 'check', file]);
					await expectClean(['policies', '--vendor', file]);
					await expectClean([
						'vendors',
						'check',
						await written(`q${index}.json`, `${json(profile)}${text}`),
					]);
				}

				// Everything in it is as it should be, but for the texts that people read.
				const {purposes, form} = creativeForceProfile;
				const readable = await written(`r${index}.json`, {
					...creativeForceProfile,
					id: 'own-vendor',
					name: `Own${text}`,
					test: text,
					purposes: purposes.map((purpose) => ({...purpose, title: text, summary: text})),
					form: {
						...form,
						where: text,
						note: text,
						fields: form.fields.map((field) => ({...field, label: text})),
					},
				});
				const connection = await written(`s${index}.json`, {...creativeForce, vendor: readable});
				await expectClean(['vendors', 'check', readable]);
				for (const format of formats) {
					await expectClean(['verify', connection, '--practice', ...format]);
				}

				await expectClean(['policies', connection]);
				await expectClean(['policies', connection, '--json']);
				await expectClean([
					'apply',
					connection,
					'--practice',
					'--yes',
					'--backups',
					path.join(folder, 'backups'),
				]);
				await expectClean([
					'apply',
					connection,
					'--practice',
					'--yes',
					'--json',
					'--backups',
					path.join(folder, `k${fileName(text)}`),
				]);
			});

			test('from a backup', async () => {
				const file = await written(`k${fileName(text)}.json`, {
					version: 1,
					[text]: text,
					kind: text,
				});
				await expectClean(['apply', '--undo', file, '--practice']);
			});

			test('from a variable of the environment or a file of AWS', async () => {
				const file = await written('c.json', creativeForce);
				const variable = text.replaceAll('\0', '');
				await written(
					'aws-config',
					`[profile x]\nregion = ${text}\nendpoint_url = ${text}\n[profile ${text}]\n`,
				);
				for (const name of [
					'AWS_PROFILE',
					'AWS_ENDPOINT_URL',
					'AWS_REGION',
					'AWS_ENDPOINT_URL_S3',
				]) {
					vi.stubEnv(name, variable);
					await expectClean(['verify', file]);
					await expectClean(['apply', file, '--dry-run']);
					vi.stubEnv(name, undefined);
				}

				await expectClean(['verify', file, '--profile', 'x']);
				await expectClean(['verify', file, '--profile', 'y']);
			});
		},
	);
});

describe('very long values are cut', () => {
	const long = 'k'.repeat(18_000);
	const longest = (text: string) => Math.max(...text.split(/\s/).map((one) => one.length));

	test('of arguments, fields and names', async () => {
		const file = await written('long.json', {...creativeForce, [long]: long, bucket: long});
		for (const argv of [
			['policies', file],
			['verify', file, file, '--practice'],
			['policies', '--vendor', long],
			['policies', '--bucket', long, '--vendor', 'iconik'],
			['vendors', 'check', `./${long}.json`],
			['policies', '--document', long],
		]) {
			const {stdout, stderr} = await runProgram(argv);
			expect(longest(stdout + stderr), argv.join(' ').slice(0, 60)).toBeLessThan(500);
		}
	});

	test('of policies that are judged', async () => {
		const connection = iconikConnection({encryption: 'SSE-S3'});
		const file = await written('c.json', toFileFormat(connection));
		const policy = JSON.parse(policies(connection)['bucket-policy']) as Policy;
		await written('long/bucket-policy.json', {
			...policy,
			Statement: [
				...(policy.Statement ?? []),
				{
					Sid: long,
					Effect: 'Deny',
					Principal: '*',
					Action: 's3:*',
					Resource: `arn:aws:s3:::acme-assets/*`,
					Condition: {StringEquals: {[`aws:PrincipalTag/${long}`]: long}},
				},
			],
		});
		const {stdout} = await runProgram(['verify', file, '--documents', path.join(folder, 'long')]);
		const report = stdout.slice(0, stdout.indexOf('[1] The corrected'));
		expect(report).toContain('characters)');
		expect(longest(report)).toBeLessThan(500);
	});
});
