import {afterAll, beforeAll, beforeEach, expect, test, vi} from 'vitest';
import type {PolicyId} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {foreign, untouched} from '../apply/support/states.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {describeWithMoto, type Moto, motoEnvironment, startMoto} from '../support/moto.ts';
import {
	type Contents,
	createMotoAccount,
	emulatedAccountId,
	type MotoAccount,
} from '../support/moto-account.ts';
import {absent, found, healthySnapshot} from '../support/snapshots.ts';
import {
	applying,
	assetDelivery,
	bucket,
	dataSource,
	enter,
	readOnly,
	type Story,
	storage,
} from './support/four-stories.ts';
import {
	type Before,
	connectionFile,
	ended,
	givenByPolicies,
	readConnection,
	tell,
} from './support/tell.ts';
import {Terminal} from './support/terminal.ts';

type Case = {
	readonly name: string;
	readonly story: Story;
	readonly connection: Connection;
	/** Whether a role trusts the vendor already; it may do nothing yet. */
	readonly hasRole: boolean;
	/** Whether somebody else is let into the bucket already. */
	readonly hasOthers: boolean;
};

const cases: readonly Case[] = [
	{
		name: `${dataSource.name}, with no role yet`,
		story: dataSource,
		connection: creativeForceConnection({
			bucket,
			purpose: 'data-source',
			encryption: 'SSE-S3',
		}),
		hasRole: false,
		hasOthers: true,
	},
	{
		name: `${assetDelivery.name}, with a role that trusts it already`,
		story: assetDelivery,
		connection: creativeForceConnection({bucket}),
		hasRole: true,
		hasOthers: false,
	},
	{
		name: `${storage.name}, with a key and no policies`,
		story: storage,
		connection: iconikConnection({bucket, encryption: 'DSSE-KMS'}),
		hasRole: false,
		hasOthers: false,
	},
	{
		name: `${readOnly.name}, beside somebody else`,
		story: readOnly,
		connection: iconikConnection({bucket, purpose: 'read-only', encryption: 'SSE-S3'}),
		hasRole: false,
		hasOthers: true,
	},
];

const policyOfOthers = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{...foreign, Resource: `arn:aws:s3:::${bucket}/shared/*`}],
});

/** The account with the bucket as the connection has it, its key, and what else the case says. */
async function fill(account: MotoAccount, {connection, hasRole, hasOthers}: Case) {
	const whole = healthySnapshot(connection);
	const policy = hasOthers ? found(policyOfOthers) : absent('NoSuchBucketPolicy');
	return account.fill(
		{
			...untouched(connection),
			bucket: {...whole.bucket, policy},
			...(hasRole && {role: {...whole.role, policies: found([])}}),
		},
		connection,
	);
}

/** What the account holds of each document of a connection. */
const documentsIn = ({bucketPolicy, keyPolicy, trustPolicy, rolePolicies}: Contents): Before => ({
	'role-policy': Object.values(rolePolicies)[0],
	'trust-policy': trustPolicy,
	'bucket-policy': bucketPolicy,
	'key-policy': keyPolicy,
});

describeWithMoto('signed in to an account of moto', () => {
	let moto: Moto;
	let account: MotoAccount;

	beforeAll(async () => {
		vi.stubEnv('MOTO_ACCOUNT_ID', emulatedAccountId);
		vi.stubEnv('AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'true');
		moto = await startMoto();
		account = createMotoAccount(moto.endpoint);
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		await moto?.stop();
	});
	beforeEach(() => account.reset());

	test.each(cases)('what is chosen is copied, applied and found right: $name', async (one) => {
		const {story, hasRole} = one;
		const connection = await fill(account, one);
		const before = await account.contents(connection);
		const heldBefore: readonly PolicyId[] = [
			...(before.bucketPolicy === undefined ? [] : ['bucket-policy' as const]),
			...(before.keyPolicy === undefined ? [] : ['key-policy' as const]),
		];
		const terminal = Terminal.start({
			environment: {...motoEnvironment, AWS_ENDPOINT_URL: moto.endpoint},
		});
		const copied = await tell(terminal, [
			...story.start,
			{
				says: 'With the AWS credentials of this terminal',
				pressed: [{keys: '2'}],
			},
			...story.signedIn({bucket, hasRole, documents: heldBefore}),
			...applying,
			{says: '✔ Connection file:', pressed: [{keys: enter}]},
		]);
		await ended(terminal);
		expect(terminal.scrollback()).toContain('it is ready for');

		const file = connectionFile(terminal.workingDirectory);
		const written = readConnection(file);
		expect(written).toEqual({
			...story.connection,
			accountId: emulatedAccountId,
			...(connection.kmsKeyArn !== undefined && {kmsKeyArn: connection.kmsKeyArn}),
			...(connection.roleName !== undefined && !hasRole && {externalId: written['externalId']}),
		});

		// What was there before is merged where the account has one of its kind, and the vendor's own stands alone.
		const given = await givenByPolicies(file, story.documents, {
			'bucket-policy': before.bucketPolicy,
			'key-policy': before.keyPolicy,
		});
		expect(written).toEqual(given.connection);
		expect(copied.slice(0, given.form.length)).toEqual(given.form);
		const documents = copied.slice(given.form.length).map((text) => JSON.parse(text) as unknown);
		expect(documents).toEqual(given.documents);

		// What was copied is what Apply wrote.
		const after = documentsIn(await account.contents(connection));
		expect(story.documents.map((id) => JSON.parse(after[id] ?? 'null') as unknown)).toEqual(
			documents,
		);
		if (one.hasOthers) {
			expect(after['bucket-policy']).toContain(foreign.Sid);
		}
	});
});
