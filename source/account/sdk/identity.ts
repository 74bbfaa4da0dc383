import {MalformedAnswerError} from '../shapes.ts';
import type {Identity, Looked} from '../types.ts';
import {type Asking, ask} from './ask.ts';
import {textIn} from './read.ts';

/**
 * Who one is signed in as. Needs no permission: AWS answers even where a policy denies it.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export async function askWho(asking: Asking): Promise<Looked<Identity>> {
	const {sdk, clients} = asking;
	return ask(asking, {
		action: 'sts:GetCallerIdentity',
		send: (options) => clients.sts().send(new sdk.sts.GetCallerIdentityCommand({}), options),
		read({Account: accountId, Arn}) {
			if (!/^\d{12}$/.test(accountId ?? '')) {
				throw new MalformedAnswerError('Account');
			}

			return {accountId: textIn(accountId, 'Account'), arn: textIn(Arn, 'Arn')};
		},
	});
}
