import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import type {Connection} from '../../source/connection/index.ts';
import {runProgram} from '../commands/run-program.ts';
import {
	asksForId,
	connectionOf,
	corsRules,
	customerRoleText,
	eventsToQueue,
	letsS3Send,
	ownQueue,
	profileIn,
	rolePolicy,
	trustPolicy,
} from '../support/feature-profiles.ts';
import {describeWithMoto} from '../support/moto.ts';
import {
	absent,
	healthySnapshot,
	withoutBucket,
	withoutRole,
	withQueue,
} from '../support/snapshots.ts';
import {type Finding, failuresIn, useMotoProgram} from './support/moto-program.ts';

const folder = mkdtempSync(path.join(tmpdir(), 's3-handshake-settings-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const vendor = path.join(folder, 'acme.json');
const text = customerRoleText({
	folder: {asked: 'optional', where: 'Acme > Storage > Path.', example: 'landing/2026'},
	queue: ownQueue,
	documents: [rolePolicy, trustPolicy(asksForId), corsRules, eventsToQueue, letsS3Send],
});
writeFileSync(vendor, text);
const profile = profileIn(text);
const connection: Connection = {
	...connectionOf(profile, {
		externalId: '2f6b0f0e',
		folder: 'landing',
		queueArn: 'arn:aws:sqs:eu-central-1:111122223333:acme-events',
	}),
	vendor,
};

describeWithMoto('a vendor with CORS rules and events in an emulated account', () => {
	const program = useMotoProgram();

	const found = async () => {
		const {stdout} = await runProgram(['verify', await program.write(connection), '--json']);
		const {results} = JSON.parse(stdout) as {results: {checks: Finding[]}[]};
		return results[0]?.checks ?? [];
	};

	test('is set up in an account with nothing but the queue, passes, and is written once', async () => {
		const healthy = healthySnapshot(connection, {profile});
		const bare = withQueue(withoutRole(withoutBucket(healthy)), {
			policy: absent('NoSuchQueuePolicy'),
		});
		await program.account.fill(bare, connection);
		const {code, steps, stderr} = await program.apply(connection);
		expect(code, stderr).toBe(0);
		expect(steps.map(({id, status}) => `${id} ${status}`)).toEqual([
			'bucket done',
			'bucket-encryption done',
			'role done',
			'trust-policy done',
			'role-policy done',
			'bucket-cors done',
			'queue-policy done',
			'bucket-notification done',
		]);
		const checks = await found();
		expect(failuresIn(checks)).toEqual([]);
		expect(
			checks.flatMap(({id, status}) => (/cors|notification|queue/.test(id) ? [status] : [])),
		).toEqual(['pass', 'pass', 'pass']);

		program.proxy.clear();
		const again = await program.apply(connection);
		expect(again.steps.map(({action}) => action)).toEqual(again.steps.map(() => 'none'));
		expect(program.proxy.writes()).toEqual([]);
	});
});
