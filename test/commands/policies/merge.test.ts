import {expect, test} from 'vitest';
import {recogniseKind} from '../../../source/commands/policies/merge.ts';

function policy(...actions: readonly (string | readonly string[])[]): string {
	return JSON.stringify({Statement: actions.map((Action) => ({Effect: 'Allow', Action}))});
}

test.each([
	['kms actions', policy('kms:*'), 'key-policy'],
	['kms actions in capitals', policy(['KMS:Decrypt']), 'key-policy'],
	['a byte order mark before kms actions', `\uFEFF${policy('kms:*')}`, 'key-policy'],
	[
		'a single statement',
		'{"Statement": {"Effect": "Deny", "NotAction": "kms:Decrypt"}}',
		'key-policy',
	],
	['the answer of the AWS CLI', JSON.stringify({Policy: policy('kms:*')}), 'key-policy'],
	['s3 actions', policy('s3:GetObject'), 'bucket-policy'],
	['sqs actions', policy('SQS:SendMessage'), 'queue-policy'],
	[
		'CORS rules of the console',
		'[{"AllowedOrigins": ["*"], "AllowedMethods": ["GET"]}]',
		'bucket-cors',
	],
	['CORS rules of the AWS CLI', '{"CORSRules": []}', 'bucket-cors'],
	['event notifications', '{"QueueConfigurations": []}', 'bucket-notification'],
	['events to EventBridge alone', '{"EventBridgeConfiguration": {}}', 'bucket-notification'],
	['both', policy('kms:Decrypt', 's3:GetObject'), 'bucket-policy'],
	['an empty text', '', 'bucket-policy'],
	['no JSON', '{kms:*', 'bucket-policy'],
	['no policy', '[null, 1]', 'bucket-policy'],
	['statements that are none', '{"Statement": [null, "kms:*", {"Action": [1]}]}', 'bucket-policy'],
] as const)('%s: %#', (_name, text, kind) => {
	expect(recogniseKind(text)).toBe(kind);
});
