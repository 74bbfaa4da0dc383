import type {DocumentId} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {buildDocuments, documentText, roleArn} from '../../source/documents/index.ts';
import {verifyConnection} from '../../source/verify/index.ts';
import {presentResult, type Result} from '../../source/words/index.ts';
import {
	type Answer,
	fakeAws,
	type Operation,
	operations,
	type Replies,
} from '../account/support/fake-aws.ts';
import {healthyAnswers, queryAnswer} from '../account/support/healthy-answers.ts';
import {profileOf} from '../support/connections.ts';
import {algorithms, healthySnapshot} from '../support/snapshots.ts';

const harmless = JSON.stringify({
	Version: '2012-10-17',
	Statement: [{Sid: 'Tags', Effect: 'Allow', Action: 'tag:GetResources', Resource: '*'}],
});

/** What AWS answers about a connection whose narrower documents are all in place. */
export function goodAnswers(connection: Connection): Readonly<Record<Operation, Answer>> {
	const plain = healthyAnswers(connection);
	const documents = buildDocuments(connection, profileOf(connection.vendor), {
		leastPrivilege: true,
	});
	const textOf = (id: DocumentId) => {
		const document = documents.find((candidate) => candidate.id === id)?.document;
		return document === undefined ? harmless : documentText(document);
	};
	const {bucket, key} = healthySnapshot(connection, {leastPrivilege: true});
	const arn = connection.roleName === undefined ? 'arn:aws:iam::1:role/r' : roleArn(connection);
	const keyId = connection.kmsKeyArn;
	const keyElement = keyId === undefined ? '' : `<KMSMasterKeyID>${keyId}</KMSMasterKeyID>`;
	return {
		...plain,
		GetPublicAccessBlock: allOn,
		GetAccountPublicAccessBlock: allOn,
		GetBucketEncryption: {
			status: 200,
			body: `<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithms[connection.encryption]}</SSEAlgorithm>${keyElement}</ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>`,
		},
		GetBucketPolicy: {
			status: 200,
			body: bucket.policy.status === 'found' ? bucket.policy.value : '',
		},
		GetRole: queryAnswer(
			'GetRole',
			`<Role><Path>/</Path><RoleName>r</RoleName><RoleId>AROAEXAMPLE</RoleId><Arn>${arn}</Arn><CreateDate>2025-06-01T12:00:00Z</CreateDate><AssumeRolePolicyDocument>${encodeURIComponent(textOf('trust-policy'))}</AssumeRolePolicyDocument></Role>`,
		),
		GetRolePolicy: queryAnswer(
			'GetRolePolicy',
			`<RoleName>r</RoleName><PolicyName>Vendor</PolicyName><PolicyDocument>${encodeURIComponent(textOf('role-policy'))}</PolicyDocument>`,
		),
		GetPolicyVersion: queryAnswer(
			'GetPolicyVersion',
			`<PolicyVersion><VersionId>v7</VersionId><Document>${encodeURIComponent(harmless)}</Document></PolicyVersion>`,
		),
		GetKeyPolicy: {
			status: 200,
			body: JSON.stringify({Policy: key.policy.status === 'found' ? key.policy.value : ''}),
		},
	};
}

const allOn: Answer = {
	status: 200,
	body: `<PublicAccessBlockConfiguration>${['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'].map((name) => `<${name}>true</${name}>`).join('')}</PublicAccessBlockConfiguration>`,
};

/** The calls that are made about a connection. */
export function callsFor({vendor, encryption}: Connection): Operation[] {
	return operations.filter((operation) => {
		const isOfRole = /Role|GetPolicy/.test(operation);
		const isOfKey = /Key/.test(operation);
		return (
			operation !== 'ListBuckets' &&
			(!isOfRole || vendor === 'creative-force') &&
			(!isOfKey || encryption !== 'SSE-S3')
		);
	});
}

/** Checks a connection in an account that answers as it should, but for these replies. */
export async function verifyWith(
	connection: Connection,
	replies: Replies,
	options: {readonly limit?: number; readonly attempts?: number} = {},
): Promise<Result> {
	const {account} = fakeAws({...goodAnswers(connection), ...replies}, {...options, connection});
	return presentResult(await verifyConnection(account, connection, profileOf(connection.vendor)));
}
