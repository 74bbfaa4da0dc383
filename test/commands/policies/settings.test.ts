import {describe, expect, test} from 'vitest';
import {
	asksForId,
	corsRules,
	customerRoleText,
	eventsToQueue,
	letsS3Send,
	ownQueue,
	rolePolicy,
	trustPolicy,
} from '../../support/feature-profiles.ts';
import {useFolder} from '../files.ts';
import {runProgram} from '../run-program.ts';

const write = useFolder();
const queueArn = 'arn:aws:sqs:eu-central-1:111122223333:acme-events';
const theirs = {AllowedMethods: ['GET'], AllowedOrigins: ['https://theirs.example']};

async function connectionFile(): Promise<string> {
	const vendor = await write(
		'acme.json',
		customerRoleText({
			queue: ownQueue,
			folder: {fixed: 'acme-logs'},
			documents: [rolePolicy, trustPolicy(asksForId), corsRules, eventsToQueue, letsS3Send],
		}),
	);
	return write('connection.json', {
		version: 1,
		vendor,
		purpose: 'sync',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		encryption: 'SSE-S3',
		roleName: 'AcmeAccess',
		externalId: '2f6b0f0e',
		queueArn,
	});
}

describe('policies, of CORS rules, events and the policy of a queue', () => {
	test('gives them in the order of the article', async () => {
		const {stdout} = await runProgram(['policies', await connectionFile(), '--json']);
		const {documents} = JSON.parse(stdout) as {documents: {id: string; document: unknown}[]};
		expect(documents.map(({id}) => id)).toEqual([
			'role-policy',
			'trust-policy',
			'bucket-cors',
			'bucket-notification',
			'queue-policy',
		]);
		expect(documents[2]?.document).toMatchObject([{ID: 'AcmePages'}]);
	});

	test.each(['bucket-cors', 'bucket-notification', 'queue-policy'])(
		'prints %s alone, ready for a pipe',
		async (id) => {
			const {stdout, code} = await runProgram([
				...['policies', await connectionFile(), '--document', id],
			]);
			expect(code).toBe(0);
			expect(JSON.stringify(JSON.parse(stdout))).toMatch(/AcmePages|acme-new-objects|AcmeEvents/);
		},
	);

	test('merges CORS rules, recognised by what they hold, and says what it did', async () => {
		const file = await write('cors.json', {CORSRules: [theirs]});
		const {stdout, stderr} = await runProgram([
			...['policies', await connectionFile(), '--merge', file],
		]);
		expect(JSON.parse(stdout)).toMatchObject({CORSRules: [theirs, {ID: 'AcmePages'}]});
		expect(stderr).toContain('added rule "AcmePages"');
	});

	test('merges the policy of a queue, and leaves one alone that lets S3 send', async () => {
		const connection = await connectionFile();
		const argv = ['policies', connection, '--document', 'queue-policy'];
		const own = (await runProgram(argv)).stdout;
		const there = await write('there.json', own);
		const again = await runProgram([...argv, '--merge', there]);
		expect(JSON.parse(again.stdout)).toEqual(JSON.parse(own));
		expect(again.stderr).toContain('nothing to change');
		const others = await write('others.json', own.replaceAll('acme-assets', 'acme-others'));
		const merged = await runProgram([...argv, '--merge', others]);
		expect(merged.stdout).toContain('acme-others');
		expect(merged.stderr).toContain('sqs:SendMessage to s3.amazonaws.com (a service of AWS)');
	});

	test('prints nothing where S3 would take no such notifications, and says why', async () => {
		const told = await write('told.json', {
			QueueConfigurations: [{QueueArn: `${queueArn}-2`, Events: ['s3:ObjectCreated:*']}],
		});
		const {code, stdout, stderr} = await runProgram([
			...['policies', await connectionFile(), '--merge', told],
		]);
		expect({code, stdout}).toEqual({code: 1, stdout: ''});
		expect(stderr).toContain(`${queueArn}-2`);
	});

	test('has none for a vendor that asks for none', async () => {
		const vendor = await write('plain.json', customerRoleText({}));
		const file = await write('plain-connection.json', {
			version: 1,
			vendor,
			purpose: 'sync',
			bucket: 'acme-assets',
			region: 'eu-central-1',
			accountId: '111122223333',
			encryption: 'SSE-S3',
			roleName: 'AcmeAccess',
			externalId: '2f6b0f0e',
		});
		const {code, stderr} = await runProgram(['policies', file, '--document', 'bucket-cors']);
		expect(code).toBe(2);
		expect(stderr).toContain(
			'This connection has no CORS configuration: the profile of Acme has none.',
		);
	});
});
