import {DescribeKeyCommand, GetKeyPolicyCommand} from '@aws-sdk/client-kms';
import {keyParts} from '../../aws/index.ts';
import {facts} from '../facts.ts';
import type {KeyFacts} from '../snapshot.ts';
import {type Asking, askFacts, sending} from './ask.ts';

/**
 * The key in its own region, by its ARN alone: asking for the alias `aws/s3` could create that key.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function lookAtKey(asking: Asking, keyArn: string): Promise<KeyFacts> {
	const client = asking.clients.kms(keyParts(keyArn).region);
	return askFacts(asking, facts.key, {
		metadata: sending(client, new DescribeKeyCommand({KeyId: keyArn})),
		policy: sending(client, new GetKeyPolicyCommand({KeyId: keyArn, PolicyName: 'default'})),
	});
}
