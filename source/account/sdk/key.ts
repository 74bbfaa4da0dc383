import {keyParts} from '../../aws/index.ts';
import {keyMetadata} from '../shapes.ts';
import type {KeyFacts} from '../types.ts';
import {type Asking, ask} from './ask.ts';
import {textIn} from './read.ts';

/**
 * The key in its own region, by its ARN alone: asking for the alias `aws/s3` could create that key.
 * https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
 */
export async function lookAtKey(asking: Asking, keyArn: string): Promise<KeyFacts> {
	const {sdk, clients} = asking;
	const client = clients.kms(keyParts(keyArn).region);
	const absentCodes = ['NotFoundException'];
	const [metadata, policy] = await Promise.all([
		ask(asking, {
			action: 'kms:DescribeKey',
			absentCodes,
			send: (options) => client.send(new sdk.kms.DescribeKeyCommand({KeyId: keyArn}), options),
			read: (answer) => keyMetadata(answer.KeyMetadata),
		}),
		ask(asking, {
			action: 'kms:GetKeyPolicy',
			absentCodes,
			send: (options) =>
				client.send(
					new sdk.kms.GetKeyPolicyCommand({KeyId: keyArn, PolicyName: 'default'}),
					options,
				),
			read: (answer) => textIn(answer.Policy, 'Policy'),
		}),
	]);
	return {metadata, policy};
}
