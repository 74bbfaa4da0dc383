import {describe, expect, test} from 'vitest';
import {creativeForceConnection} from '../support/connections.ts';
import {
	type Case,
	jsonError,
	type Play,
	queryAnswer,
	queryError,
	type ReplayedCall,
	s3Error,
	useReplay,
} from '../support/replay/index.ts';

const replay = useReplay();

type Told = Required<Pick<Case, 'what' | 'says'>> &
	Pick<Case, 'never'> & {
		readonly answer: NonNullable<Play['answer']>;
		/** Of the program, in place of `verify`. */
		readonly call?: readonly string[];
		/** The region of the connection and of its key. */
		readonly region?: string;
		readonly code: number;
	};

const credentials =
	'[default]\naws_access_key_id = AKIAWORK\naws_secret_access_key = secret\naws_session_token = token\n';
const user = 'arn:aws:sts::111122223333:assumed-role/dev/jane@example.com';
const denied = (action: string, resource: string, rest = '') =>
	`User: ${user} is not authorized to perform: ${action} on resource: ${resource}${rest}`;
const inOrganization = (kind: string) =>
	`arn:aws:organizations::444455556666:policy/o-exampleorg/${kind}/p-examplepolicy`;

type Reply = ReturnType<NonNullable<Play['answer']>>;
const on =
	(operation: string, reply: Reply) =>
	(call: ReplayedCall): Reply =>
		call.operation === operation ? reply : undefined;
const bucketSays = (message: string) =>
	on('GetBucketPolicy', s3Error(403, 'AccessDenied', message));
const roleSays = (message: string) => on('GetRole', queryError(403, 'AccessDenied', message));
const keySays = (message: string) =>
	on('GetKeyPolicy', jsonError(400, 'AccessDeniedException', message));

const bucket = '"arn:aws:s3:::acme-assets"';
const role = 'role creative-force-s3';
const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

const denials: readonly Told[] = [
	{
		what: 'a service control policy that denies it, with its ARN',
		answer: bucketSays(
			denied(
				's3:GetBucketPolicy',
				bucket,
				` with an explicit deny in a service control policy: ${inOrganization('service_control_policy')}`,
			),
		),
		code: 3,
		says: [
			`s3:GetBucketPolicy is refused (AccessDenied), because a service control policy (${inOrganization('service_control_policy')}) explicitly denies it.`,
			'Only an administrator of your AWS organization can change a service control policy.',
		],
		never: ['with an identity that is allowed'],
	},
	{
		what: 'a service control policy that does not allow it',
		answer: roleSays(
			denied(
				'iam:GetRole',
				role,
				' because no service control policy allows the iam:GetRole action',
			),
		),
		code: 3,
		says: [
			'iam:GetRole is refused (AccessDenied), because no service control policy allows it.',
			'Only an administrator of your AWS organization',
		],
	},
	{
		what: 'a resource control policy',
		answer: bucketSays(
			denied('s3:GetBucketPolicy', bucket, ' with an explicit deny in a resource control policy'),
		),
		code: 3,
		says: [
			'because a resource control policy explicitly denies it.',
			'administrator of your AWS organization can change a resource control policy',
		],
	},
	{
		what: 'permissions of one’s own that are missing',
		answer: roleSays(
			denied(
				'iam:GetRole',
				role,
				' because no identity-based policy allows the iam:GetRole action',
			),
		),
		code: 3,
		says: [
			'because no identity-based policy allows it.',
			'Ask whoever gives you your permissions in AWS to allow you iam:GetRole.',
		],
	},
	{
		what: 'a Deny among one’s own permissions, with its ARN',
		answer: roleSays(
			denied(
				'iam:GetRole',
				role,
				' with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/no-iam',
			),
		),
		code: 3,
		says: [
			'because an identity-based policy (arn:aws:iam::111122223333:policy/no-iam) explicitly denies it.',
			'An Allow beside it does not help.',
		],
	},
	{
		what: 'a key policy that does not allow it',
		answer: keySays(
			denied(
				'kms:GetKeyPolicy',
				key,
				' because no resource-based policy allows the kms:GetKeyPolicy action',
			),
		),
		code: 3,
		says: [
			'kms:GetKeyPolicy is refused (AccessDeniedException), because no resource-based policy allows it.',
			'Whoever may change the key policy can allow you kms:GetKeyPolicy in it.',
		],
	},
	{
		what: 'a bucket policy that denies it',
		answer: bucketSays(
			denied('s3:GetBucketPolicy', bucket, ' with an explicit deny in a resource-based policy'),
		),
		code: 3,
		says: [
			'because a resource-based policy explicitly denies it.',
			'Whoever may change the bucket policy can make an exception for you in its Deny.',
		],
	},
	{
		what: 'a permissions boundary',
		answer: roleSays(
			denied('iam:GetRole', role, ' because no permissions boundary allows the iam:GetRole action'),
		),
		code: 3,
		says: [
			'because no permissions boundary allows it.',
			'An administrator of your account can allow iam:GetRole in the permissions boundary of your user or role.',
		],
	},
	{
		what: 'a session policy',
		answer: keySays(
			denied(
				'kms:GetKeyPolicy',
				key,
				' because no session policy allows the kms:GetKeyPolicy action',
			),
		),
		code: 3,
		says: ['because no session policy allows it.', 'sign in without it'],
	},
	{
		what: 'the policy of a VPC endpoint',
		answer: bucketSays(
			denied(
				's3:GetBucketPolicy',
				bucket,
				' because no VPC endpoint policy allows the s3:GetBucketPolicy action',
			),
		),
		code: 3,
		says: ['because no VPC endpoint policy allows it.', 'check again from another network'],
	},
	{
		what: 'an older answer that ends after the ARN, of which nothing is made up',
		answer: roleSays(denied('iam:GetRole', role)),
		code: 3,
		says: ['iam:GetRole is refused (AccessDenied).', 'an identity that is allowed iam:GetRole'],
		never: ['because no', 'explicitly denies'],
	},
	{
		what: 'an answer to another account, of which nothing is made up',
		answer: bucketSays('Access Denied'),
		code: 3,
		says: ['s3:GetBucketPolicy is refused (AccessDenied).'],
		never: ['because no', 'explicitly denies'],
	},
];

const isOf = (service: string) => (call: ReplayedCall) =>
	new RegExp(`(?:^|\\.)${service}[.-]`).test(call.host);
/** An error of every call of S3 and KMS. */
const regional =
	(s3: string, kms: string, message = 'No.') =>
	(call: ReplayedCall): Reply =>
		isOf('kms')(call)
			? jsonError(400, kms, message)
			: isOf('s3')(call)
				? s3Error(400, s3, message)
				: undefined;

const reasons: readonly Told[] = [
	{
		what: 'a session that ends in the middle of it: sign in again',
		answer: on('GetBucketPolicy', s3Error(400, 'ExpiredToken', 'The provided token has expired.')),
		code: 3,
		says: ['The sign-in has expired or was revoked.', 'Sign in again with the command'],
		never: ['with an identity that is allowed'],
	},
	{
		what: 'a connection that breaks off: the network',
		answer: on('GetBucketPolicy', 'cut'),
		code: 3,
		says: ['Check HTTPS_PROXY'],
		never: ['with an identity that is allowed', 'Sign in again'],
	},
	{
		what: 'too many requests: wait',
		answer: on('GetRole', queryError(400, 'Throttling', 'Rate exceeded')),
		code: 3,
		says: ['AWS limits the request rate', 'Try again in a minute.'],
		never: ['with an identity that is allowed'],
	},
	{
		what: 'a fault of AWS: wait, and the page that tells of it',
		answer: on('GetKeyPolicy', jsonError(500, 'KMSInternalException', 'Oops.')),
		code: 3,
		says: ['AWS had an internal error', 'https://health.aws.amazon.com'],
		never: ['with an identity that is allowed'],
	},
	{
		what: 'a code that is not known: AWS’s own words',
		answer: on('GetBucketPolicy', s3Error(400, 'BucketIsSleeping', 'The bucket takes a nap.')),
		code: 3,
		says: ['(BucketIsSleeping, HTTP 400)', 'AWS says: "The bucket takes a nap"'],
	},
	{
		what: 'a region that is not switched on: InvalidToken',
		answer: regional('InvalidToken', 'UnrecognizedClientException'),
		region: 'me-south-1',
		code: 3,
		says: [
			'AWS does not let this account use the region me-south-1 (Middle East (Bahrain))',
			'Enable it (account menu > Account > AWS Regions)',
		],
		never: ['damaged', 'with an identity that is allowed'],
	},
	{
		what: 'a region that is not switched on: IllegalLocationConstraintException',
		answer: regional('IllegalLocationConstraintException', 'UnrecognizedClientException'),
		region: 'eu-south-2',
		code: 3,
		says: ['use the region eu-south-2 (Europe (Spain))', 'AWS Regions'],
	},
	{
		what: 'the same of S3 where every account has the region',
		answer: on('GetBucketPolicy', s3Error(400, 'IllegalLocationConstraintException')),
		code: 3,
		says: ['it is in another region, or the region is not enabled for this account'],
	},
	{
		what: 'a damaged session token where every account has the region',
		answer: on('GetBucketPolicy', s3Error(400, 'InvalidToken')),
		code: 3,
		says: ['does not accept the session token', 'Sign in again.'],
		never: ['AWS Regions'],
	},
	{
		what: 'STS where the region is switched off',
		answer: on('GetCallerIdentity', queryError(403, 'RegionDisabledException', 'Off.')),
		code: 3,
		says: ['The region is not enabled for this account.', 'AWS Regions'],
	},
];

/** The role has no policy, so that one is written. */
const withoutPolicy = (reply: Reply) => (call: ReplayedCall) => {
	switch (call.operation) {
		case 'ListRolePolicies': {
			return queryAnswer(
				call.operation,
				'<PolicyNames></PolicyNames><IsTruncated>false</IsTruncated>',
			);
		}

		case 'PutRolePolicy': {
			return reply;
		}

		default: {
			return undefined;
		}
	}
};

const writes: readonly Told[] = [
	{
		what: 'a service control policy, with its ARN',
		answer: withoutPolicy(
			queryError(
				403,
				'AccessDenied',
				denied(
					'iam:PutRolePolicy',
					role,
					` with an explicit deny in a service control policy: ${inOrganization('service_control_policy')}`,
				),
			),
		),
		call: ['apply', 'connection.json', '--yes'],
		code: 1,
		says: [
			`iam:PutRolePolicy is refused (AccessDenied), because a service control policy (${inOrganization('service_control_policy')}) explicitly denies it.`,
			'Only an administrator of your AWS organization',
		],
	},
	{
		what: 'permissions that are missing',
		answer: withoutPolicy(
			queryError(
				403,
				'AccessDenied',
				denied(
					'iam:PutRolePolicy',
					role,
					' because no identity-based policy allows the iam:PutRolePolicy action',
				),
			),
		),
		call: ['apply', 'connection.json', '--yes'],
		code: 1,
		says: [
			'because no identity-based policy allows it.',
			'Ask whoever gives you your permissions in AWS to allow you iam:PutRolePolicy.',
		],
	},
	{
		what: 'nothing, and nothing is made up',
		answer: withoutPolicy(queryError(403, 'AccessDenied', 'Access Denied')),
		call: ['apply', 'connection.json', '--yes'],
		code: 1,
		says: ['you lack iam:PutRolePolicy, or a policy denies it'],
	},
	{
		what: 'what is wrong with a document, in its own words',
		answer: withoutPolicy(queryError(400, 'MalformedPolicyDocument', 'Syntax errors in policy.')),
		call: ['apply', 'connection.json', '--yes'],
		code: 1,
		says: ['AWS does not accept the document', 'AWS says: "Syntax errors in policy"'],
	},
	{
		what: 'which limit is reached, in its own words',
		answer: withoutPolicy(
			queryError(
				409,
				'LimitExceeded',
				'Maximum policy size of 10240 bytes exceeded for role creative-force-s3',
			),
		),
		call: ['apply', 'connection.json', '--yes'],
		code: 1,
		says: ['reached an IAM limit', 'AWS says: "Maximum policy size of 10240 bytes exceeded'],
	},
];

function connectionIn(region: string): string {
	const {inputs: _inputs, kmsKeyArn = '', ...rest} = creativeForceConnection();
	return JSON.stringify({
		...rest,
		region,
		kmsKeyArn: kmsKeyArn.replace(/:kms:[^:]+:/, `:kms:${region}:`),
	});
}

describe.each([
	['refuses to show', denials],
	['does not show', reasons],
	['does not take', writes],
] as const)('what AWS %s, and why', (_group, cases) => {
	test.each(cases.map((one) => [one.what, one] as const))('%s', async (_what, one) => {
		const {what, answer, call, region, code, says, never = []} = one;
		const ran = await replay.play(
			{
				what,
				credentials,
				play: {answer},
				says,
				never: [...never, 'does not know yet what', 'says nothing more'],
				...(region !== undefined && {files: {'connection.json': connectionIn(region)}}),
			},
			call,
		);
		expect(ran.code, ran.text).toBe(code);
		expect(replay.server.hosts().every((host) => host.endsWith('.amazonaws.com'))).toBe(true);
	});
});
