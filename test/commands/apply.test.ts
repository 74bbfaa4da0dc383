import {mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, describe, expect, onTestFinished, test, vi} from 'vitest';
import {stepIds} from '../../source/apply/index.ts';
import {connections, useFolder} from './files.ts';
import {type RunOptions, runProgram} from './run-program.ts';

const write = useFolder();
const {creativeForce, iconik} = connections;
const folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-backups-'));
const backups = path.join(folder, 'backups');
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const banner = 'PRACTICE: an account simulated in memory, not AWS.';

type Request = {readonly principal: string; readonly action: string; readonly resource: string};
type Json = {
	readonly steps: readonly {
		readonly id: string;
		readonly action: string;
		readonly status: string;
		readonly detail: string;
		readonly diff: readonly string[];
		readonly backup?: string;
		readonly gains?: readonly Request[];
		readonly losses?: readonly Request[];
	}[];
	readonly run?: string;
	readonly practice?: boolean;
	readonly account: {readonly accountId: string};
	readonly verification?: {readonly verdict: string; readonly failures: readonly object[]};
};

/** Runs apply in the practice account of a connection. */
async function practise(argv: readonly string[], options?: RunOptions) {
	const run = await runProgram(['apply', ...argv, '--practice', '--backups', backups], options);
	return {...run, json: () => JSON.parse(run.stdout) as Json};
}

/** Its article asks for nothing of the bucket but its policy. */
const creativeForceSteps = stepIds.filter(
	(id) => !['bucket-cors', 'queue-policy', 'bucket-notification'].includes(id),
);

describe('apply --dry-run', () => {
	test('says first where and as whom, then shows every step with what changes in it', async () => {
		const file = await write('plan.json', creativeForce);
		const {code, stdout, stderr} = await practise([file, '--dry-run']);
		expect({code, stderr}).toEqual({code: 0, stderr: ''});
		const lines = stdout.split('\n');
		expect(lines[0]).toContain(banner);
		expect(lines[1]).toBe(
			'Signed in to account 111122223333 as user/practice (practice account, simulated)',
		);
		expect(stdout).toContain('✔ Bucket acme-assets: nothing to do');
		expect(stdout).toContain(
			'~ Trust policy of the role CreativeForceAccess: change (the article asks for it)',
		);
		expect(stdout).toMatch(/^ +- +"sts:ExternalId": "2f6b0f0e-acme "$/m);
		expect(stdout).toMatch(/^ +\+ +"sts:ExternalId": "2f6b0f0e-acme"$/m);
		expect(stdout).toContain('3 to create or change, 4 already right');
		expect(stdout).not.toContain('Type yes');
	});

	test.each([
		['Creative Force', creativeForce, creativeForceSteps],
		['iconik', iconik, ['bucket', 'bucket-encryption', 'bucket-policy']],
	])(
		'prints the steps of %s as JSON, in order, and all else beside it',
		async (name, connection, ids) => {
			const file = await write(`json-${name}.json`, connection);
			const {code, stderr, json} = await practise([file, '--dry-run', '--json']);
			expect(code).toBe(0);
			expect(json()).toMatchObject({practice: true, account: {accountId: '111122223333'}});
			expect(json().steps.map(({id}) => id)).toEqual(ids);
			for (const {action, status, diff} of json().steps) {
				expect(status).toBe(action === 'none' ? 'done' : 'planned');
				expect(diff.length > 0).toBe(action !== 'none');
			}

			expect(stderr).toContain(banner);
		},
	);

	test('tells as JSON what each change gives and takes', async () => {
		const file = await write('effects.json', creativeForce);
		const {json} = await practise([file, '--dry-run', '--json']);
		for (const {id, action, gains, losses} of json().steps) {
			for (const request of [...(gains ?? []), ...(losses ?? [])]) {
				expect(Object.keys(request)).toEqual(['principal', 'action', 'resource']);
			}

			const isPolicy = id.endsWith('-policy');
			expect((gains ?? []).length > 0, id).toBe(isPolicy && action !== 'none');
		}

		const trust = json().steps.find(({id}) => id === 'trust-policy');
		expect(trust?.gains).toEqual([
			{
				principal: 'arn:aws:iam::092392787187:user/CreativeForceCloudS3',
				action: 'sts:AssumeRole',
				resource: 'arn:aws:iam::111122223333:role/CreativeForceAccess',
			},
		]);
	});

	test('tells in words what each change gives and takes', async () => {
		const file = await write('effects-in-words.json', creativeForce);
		const {stdout} = await practise([file, '--dry-run']);
		const plain = stdout.replaceAll(/\s+/g, ' ');
		expect(plain).toMatch(
			/Now allowed: sts:AssumeRole to arn:aws:iam::092392787187:user\/CreativeForceCloudS3 \(the vendor, for you\), for example on arn:aws:iam::111122223333:role\/CreativeForceAccess\./,
		);
	});

	test('says what is our own advice', async () => {
		const file = await write('narrow.json', creativeForce);
		const {stdout} = await practise([file, '--dry-run', '--least-privilege']);
		expect(stdout).toContain('change (our advice)');
	});
});

describe('apply', () => {
	test('makes the changes with --yes, backs up each, and verifies by itself', async () => {
		const file = await write('yes.json', creativeForce);
		const {code, json} = await practise([file, '--yes', '--json']);
		expect(code).toBe(0);
		const {steps, verification} = json();
		expect(steps.map(({status}) => status)).toEqual(creativeForceSteps.map(() => 'done'));
		expect(verification).toMatchObject({verdict: 'pass', failures: []});
		const saved = steps.flatMap(({backup}) => (backup === undefined ? [] : [backup]));
		expect(saved).toHaveLength(3);
		for (const backup of saved) {
			expect(statSync(backup).mode & 0o777).toBe(0o600);
			expect(JSON.parse(readFileSync(backup, 'utf8'))).toMatchObject({accountId: '111122223333'});
		}
	});

	test('asks on the terminal, names the account, and goes on after yes', async () => {
		const file = await write('asked.json', iconik);
		const {code, stdout, stderr} = await practise([file], {stdin: 'yes\n', isTerminal: true});
		expect(code).toBe(0);
		expect(stderr).toBe('Make these changes in account 111122223333? Type yes: ');
		expect(stdout).toContain('✔ Bucket policy of acme-media: done');
		expect(stdout).toMatch(/^ {2}Backup: .*bucket-policy-acme-media.*\.json$/m);
		expect(stdout).toContain('Verification: pass');
	});

	test.each(['no\n', 'y\n', '\n', ''])('changes nothing after %j', async (stdin) => {
		const file = await write('declined.json', iconik);
		const before = readdirSync(folder, {recursive: true});
		const {code, stdout} = await practise([file], {stdin, isTerminal: true});
		expect(code).toBe(130);
		expect(stdout).toContain('Nothing was changed.');
		expect(stdout).not.toContain('done');
		expect(readdirSync(folder, {recursive: true})).toEqual(before);
	});

	test('does not begin where there is nobody to ask', async () => {
		const file = await write('nobody.json', creativeForce);
		const {code, stdout, stderr} = await practise([file], {stdin: 'yes\n'});
		expect(code).toBe(2);
		expect(stdout).toContain('3 to create or change');
		expect(stderr).toContain('--yes');
		expect(stderr).toContain('--dry-run');
	});

	test('asks nobody with --json', async () => {
		const file = await write('json-nobody.json', creativeForce);
		const {code, stdout, stderr} = await practise([file, '--json'], {
			stdin: 'yes\n',
			isTerminal: true,
		});
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('--yes');
		expect(stderr).toContain('--dry-run');
	});

	test('does nothing where no backup can be written', async () => {
		const file = await write('no-backup.json', creativeForce);
		const nowhere = await write('a-file', 'x');
		const {code, stdout} = await runProgram([
			'apply',
			file,
			'--practice',
			'--yes',
			'--json',
			'--backups',
			path.join(nowhere, 'backups'),
		]);
		const {steps} = JSON.parse(stdout) as Json;
		expect(code).toBe(1);
		expect(steps.find(({status}) => status === 'failed')?.detail).toContain(
			'Nothing was changed, because no backup could be made.',
		);
		expect(steps.filter(({action, status}) => action !== 'none' && status === 'done')).toEqual([]);
	});

	test('runs nothing once it was interrupted', async () => {
		const file = await write('interrupted.json', creativeForce);
		const controller = new AbortController();
		controller.abort();
		const {code, stdout, stderr} = await practise([file, '--yes', '--json'], {
			signal: controller.signal,
		});
		expect({code, stdout}).toEqual({code: 130, stdout: ''});
		expect(stderr).toContain('Stopped. Nothing was changed.');
	});
});

describe('apply with nobody signed in', () => {
	test('says what to run, and gives exit code 3', async () => {
		vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent/config');
		vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent/credentials');
		vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
		for (const name of Object.keys(process.env).filter((key) =>
			/^AWS_(?:ACCESS|SECRET|SESSION|PROFILE|WEB|CONTAINER)/.test(key),
		)) {
			vi.stubEnv(name, undefined);
		}

		onTestFinished(() => {
			vi.unstubAllEnvs();
		});
		const file = await write('signed-out.json', creativeForce);
		const {code, stdout, stderr} = await runProgram(['apply', file, '--yes', '--json']);
		expect({code, stdout}).toEqual({code: 3, stdout: ''});
		expect(stderr).toContain('No AWS credentials were found');
		expect(stderr).toContain('aws login');
	});
});

describe('apply --undo', () => {
	/** A backup of the practice account as it was repaired. */
	async function backupOf(id: string): Promise<string> {
		const file = await write('to-undo.json', creativeForce);
		const {json} = await practise([file, '--yes', '--json']);
		return json().steps.find((step) => step.id === id)?.backup ?? '';
	}

	// Each run has an account of its own, as it was before anything was repaired.
	test('says when there is nothing to undo', async () => {
		const backup = await backupOf('trust-policy');
		const file = await write('undo.json', creativeForce);
		const {code, stdout} = await practise([file, '--undo', backup]);
		expect(code).toBe(0);
		expect(stdout).toContain(banner);
		expect(stdout).toContain('✔ The trust policy of CreativeForceAccess: nothing to do');
		const {json} = await practise([file, '--undo', backup, '--json']);
		expect(json()).toMatchObject({
			practice: true,
			steps: [{id: 'trust-policy', action: 'none', status: 'done'}],
		});
	});

	test('needs no connection, and leaves alone what is neither as before nor as after', async () => {
		const backup = await backupOf('bucket-policy');
		const {code, json} = await practise(['--undo', backup, '--json', '--yes']);
		expect(code).toBe(1);
		expect(json().steps).toMatchObject([{id: 'bucket-policy', status: 'not-run'}]);
	});

	test('refuses a file that is no backup', async () => {
		const file = await write('no-backup-file.json', creativeForce);
		const {code, stdout, stderr} = await practise(['--undo', file]);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('is not an s3-handshake backup');
	});
});

describe('apply --undo RUN', () => {
	const runForm = /^\d{8}T\d{6}-[0-9a-f]{4}$/;

	/** A run in the practice account, whose state ends with it. */
	async function run() {
		const file = await write('run.json', creativeForce);
		const {json, stderr} = await practise([file, '--yes', '--json']);
		return {file, id: json().run ?? '', steps: json().steps, stderr};
	}

	test('is named at the end of every run that changed something, as it can be typed', async () => {
		const {id, steps, stderr} = await run();
		expect(id).toMatch(runForm);
		expect(stderr).toContain(
			`To undo this run: s3-handshake apply --undo ${id} --backups ${backups} --practice\n`,
		);
		const saved = steps.flatMap(({backup}) => (backup === undefined ? [] : [backup]));
		expect(new Set(saved.map((backup) => path.dirname(backup)))).toEqual(
			new Set([path.join(backups, id)]),
		);
		const asked = await practise([await write('run.json', iconik), '--yes']);
		expect(asked.stdout).toMatch(/^To undo this run: s3-handshake apply --undo \d{8}T\d{6}-/m);
	});

	test('is not named where nothing was changed', async () => {
		const file = await write('run-dry.json', creativeForce);
		const dry = await practise([file, '--dry-run', '--json']);
		expect(dry.json().run).toBeUndefined();
		expect(dry.stdout + dry.stderr).not.toContain('--undo');
		const declined = await practise([file], {stdin: 'no\n', isTerminal: true});
		expect(declined.stdout).not.toContain('--undo');
	});

	// Each run has an account of its own, as it was before anything was repaired.
	test('shows a line for each change, the newest first', async () => {
		const {file, id, steps} = await run();
		const {code, stdout} = await practise([file, '--undo', id]);
		expect(code).toBe(0);
		expect(stdout).toContain(`Undo of the run ${id}, the newest change first`);
		const titles = [...stdout.matchAll(/^✔ (The [^:]+): nothing to do$/gm)].map(
			([, title]) => title,
		);
		expect(titles).toEqual([
			'The bucket policy of acme-assets',
			expect.stringContaining('of the role CreativeForceAccess'),
			'The trust policy of CreativeForceAccess',
		]);
		const {json} = await practise([file, '--undo', id, '--json']);
		expect(json().run).toBeUndefined();
		expect(json().steps.map(({id: step, action, status}) => [step, action, status])).toEqual(
			steps
				.filter(({backup}) => backup !== undefined)
				.map(({id: step}) => [step, 'none', 'done'])
				.toReversed(),
		);
	});

	test('says of each document that somebody changed since that it is left, and gives exit code 1', async () => {
		const {id} = await run();
		// Without the connection, the practice account is another one: nothing in it is as the run left it.
		const {code, json} = await practise(['--undo', id, '--yes', '--json']);
		expect(code).toBe(1);
		expect(json().steps).toHaveLength(3);
		expect(new Set(json().steps.map(({status}) => status))).toEqual(new Set(['not-run']));
		expect(json().steps[0]?.detail).toContain('Somebody changed it after the backup');
	});

	test('of a run that is not there says where it was looked for', async () => {
		const {code, stdout, stderr} = await practise(['--undo', '20260131T101500-4f2a']);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain('There is no run 20260131T101500-4f2a');
		expect(stderr).toContain(path.join(backups, '20260131T101500-4f2a'));
	});
});

describe('the permissions that one needs', () => {
	test.each([
		[['apply'], true],
		[['verify'], false],
		[['apply', '--undo', 'any.json'], true],
	])(
		'are printed as an IAM policy by %j, without an account',
		async ([call = '', ...more], writes) => {
			const file = await write('permissions.json', creativeForce);
			const {code, stdout, stderr} = await runProgram([call, file, ...more, '--permissions']);
			expect(code).toBe(0);
			const {Statement} = JSON.parse(stdout) as {Statement: {Action: string | string[]}[]};
			const actions = Statement.flatMap(({Action}) => Action);
			expect(actions).toContain('s3:GetBucketPolicy');
			expect(actions.includes('s3:PutBucketPolicy')).toBe(writes);
			expect(stderr).toContain('IAM');
		},
	);

	test('go with one connection', async () => {
		const {code, stderr} = await runProgram(['verify', 'a.json', 'b.json', '--permissions']);
		expect(code).toBe(2);
		expect(stderr).toContain('one connection');
	});
});

describe('apply and wrong usage', () => {
	test.each([
		['no connection', [], 'No connection'],
		[
			'undo and narrower documents',
			['--undo', 'b', '--least-privilege'],
			'cannot be used together',
		],
		['a file that is not there', ['/nonexistent/a.json'], 'does not exist'],
		['two files', ['a.json', 'b.json'], 'arguments'],
	])('refuses %s', async (_name, argv, expected) => {
		const {code, stdout, stderr} = await practise(argv);
		expect({code, stdout}).toEqual({code: 2, stdout: ''});
		expect(stderr).toContain(expected);
	});
});
