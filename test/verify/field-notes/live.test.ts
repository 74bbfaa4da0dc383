import {afterAll, beforeAll, describe, expect, test, vi} from 'vitest';
import type {Snapshot} from '../../../source/account/index.ts';
import {type Connection, toFileFormat} from '../../../source/connection/index.ts';
import type {Check} from '../../../source/words/index.ts';
import {useSharedFiles} from '../../account/support/shared-files.ts';
import {useFolder} from '../../commands/files.ts';
import {runProgram} from '../../commands/run-program.ts';
import {expectSameCollected} from '../../support/collected.ts';
import {describeWithMoto, type Moto, motoEnvironment, startMoto} from '../../support/moto.ts';
import {healthySnapshot} from '../../support/snapshots.ts';
import {failures} from './cases/index.ts';
import {liveNames} from './cases/live.ts';
import {expectNamed, type Judge, wrongIn} from './expectations.ts';
import {eachIn, keyArn, ofBoth} from './failure.ts';
import {makeAccount, makeKey} from './live-account.ts';

const isWriting = ({purpose}: Connection) => /asset-delivery|storage/.test(purpose);
const isWhole = (connection: Connection) =>
	isWriting(connection) && connection.encryption === 'SSE-KMS';

// Of each failure one connection of each vendor: what differs between the others is not the account's affair.
const live = eachIn(Object.values(failures).flat()).filter(
	({name, connection}) => liveNames.has(name) && isWhole(connection),
);

describeWithMoto('an account behind the real SDK', () => {
	const write = useFolder();
	let moto: Moto;
	let restore: () => void = () => undefined;

	beforeAll(async () => {
		vi.stubEnv('MOTO_ACCOUNT_ID', '111122223333');
		moto = await startMoto();
		restore = useSharedFiles(
			{},
			{...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint, AWS_REGION: 'eu-central-1'},
		);
	}, 60_000);
	afterAll(async () => {
		restore();
		await moto?.stop();
	});

	/** Makes the account anew, and has the program look into it. */
	const verify = async (wanted: Snapshot, planned: Connection): Promise<readonly Check[]> => {
		await fetch(`${moto.endpoint}/moto-api/reset`, {method: 'POST'});
		const arn = await makeKey(wanted, planned);
		// A key gets its ID as it is made, so the plan's ID is exchanged on the way there and back.
		const withKey = <T>(value: T): T =>
			JSON.parse(JSON.stringify(value).replaceAll(idOf(keyArn), idOf(arn ?? keyArn))) as T;
		const connection = withKey(planned);
		await makeAccount(withKey(wanted), connection);
		const file = await write('connection.json', toFileFormat(connection));
		const {stdout} = await expectSameCollected(runProgram, file);
		const {results} = JSON.parse(
			stdout.replaceAll(idOf(connection.kmsKeyArn ?? keyArn), idOf(keyArn)),
		) as {results: readonly {checks: readonly Check[]}[]};
		return results[0]?.checks ?? [];
	};

	describe.each(
		ofBoth
			.filter(isWriting)
			.map((item) => [item.vendor, item.purpose, item.encryption, item] as const),
	)('%s, %s, %s', (_vendor, _purpose, _encryption, connection) => {
		test('is healthy with the documents of the program', async () => {
			expect(wrongIn(await verify(healthySnapshot(connection), connection))).toEqual({});
		});
	});

	const judgeLive: Judge = async (snapshot, {connection}) => verify(snapshot, connection);

	test.each(
		live.map((failure) => [failure.id, failure.name, failure.connection.vendor, failure] as const),
	)('%s says that %s (%s)', async (_id, _name, _vendor, failure) => {
		await expectNamed(failure, judgeLive);
	});

	test('every failure that is named is there', () => {
		expect(new Set(live.map(({name}) => name))).toEqual(liveNames);
		expect(liveNames.size).toBeGreaterThanOrEqual(20);
	});
});

function idOf(arn: string): string {
	return arn.split('/')[1] ?? '';
}
