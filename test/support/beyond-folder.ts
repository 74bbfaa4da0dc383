import type {Snapshot} from '../../source/account/index.ts';
import {bucketArn} from '../../source/aws/index.ts';
import type {Connection} from '../../source/connection/index.ts';
import {type AccessRequest, decide} from '../../source/policy/index.ts';
import type {VendorProfile} from '../../source/vendors/index.ts';
import {type Correction, situationOf} from '../../source/verify/index.ts';
import {found, withRole, withText} from './snapshots.ts';

const objectActions = [
	's3:GetObject',
	's3:GetObjectVersion',
	's3:PutObject',
	's3:PutObjectAcl',
	's3:DeleteObject',
	's3:DeleteObjectVersion',
	's3:AbortMultipartUpload',
];
const listActions = ['s3:ListBucket', 's3:ListBucketVersions'];

/** What the vendor may do in an account beyond a folder: the action, and the object or the prefix that it is asked for. */
export function beyondFolder(
	snapshot: Snapshot,
	connection: Connection,
	profile: VendorProfile,
	folder: string,
): string[] {
	const {bucketPolicy, rolePolicies, isCustomerRole, principal} = situationOf(
		snapshot,
		connection,
		profile,
	);
	const isAllowed = (
		action: string,
		resource: string,
		values: AccessRequest['context']['values'] = {},
	) =>
		decide(
			{
				principal,
				action,
				resource,
				resourceAccount: connection.accountId,
				context: {values, others: 'absent'},
			},
			{
				identity: !isCustomerRole
					? 'unseen'
					: rolePolicies.state === 'there'
						? rolePolicies.policies
						: [],
				...(bucketPolicy.state === 'there' && {
					resource: {name: 'bucket-policy', document: bucketPolicy.document},
				}),
				resourceKind: 'bucket',
			},
		).outcome === 'Allowed';
	const bucket = bucketArn(connection);
	const keys = ['file', `${folder}x/file`, 'elsewhere/file', folder];
	const prefixes = ['', 'elsewhere/', `${folder}x/`, folder.slice(0, -1)];
	return [
		...objectActions.flatMap((action) =>
			keys.flatMap((key) => (isAllowed(action, `${bucket}/${key}`) ? [`${action} ${key}`] : [])),
		),
		...listActions.flatMap((action) => [
			...(isAllowed(action, bucket) ? [`${action} of all`] : []),
			...prefixes.flatMap((prefix) =>
				isAllowed(action, bucket, {'s3:prefix': prefix}) ? [`${action} of "${prefix}"`] : [],
			),
		]),
	];
}

/** The account once the text of a correction was pasted to where it says. */
export function pasted(snapshot: Snapshot, {document, policy, text}: Correction): Snapshot {
	if (document !== 'role-policy') {
		return withText(snapshot, document, text);
	}

	const {policies} = snapshot.role;
	const there = policies.status === 'found' ? policies.value : [];
	return withRole(snapshot, {
		policies: found([
			...there.filter(({name}) => name !== policy),
			{kind: 'inline', name: policy ?? 'Pasted', text: found(text)} as const,
		]),
	});
}
