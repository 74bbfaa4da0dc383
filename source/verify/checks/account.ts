import {whyUnseen} from '../../words/unseen.ts';
import {type CheckFunction, fail, pass, skip, unknown} from '../worded.ts';

const title = 'Account that is signed in';

const identity: CheckFunction = ({snapshot, connection}) => {
	const wanted = connection.accountId;
	if (snapshot.source === 'documents') {
		return skip(title, 'Documents are judged here, not an account.', {code: 'not-in-documents'});
	}

	const {identity: looked} = snapshot;
	switch (looked.status) {
		case 'found': {
			const {accountId, arn} = looked.value;
			return accountId === wanted
				? pass(title, `You are signed in to account ${accountId} as ${arn}.`, {code: 'signed-in'})
				: fail(
						title,
						`You are signed in to account ${accountId} as ${arn}, and the connection is about account ${wanted}.`,
						`Sign in to account ${wanted}, for instance with another AWS profile, and check again. If ${accountId} is the right account, correct accountId in the connection.`,
						{code: 'signed-in-elsewhere'},
					);
		}

		case 'absent':
			return unknown(
				title,
				'AWS did not say which account you are signed in to.',
				`Sign in to account ${wanted} and check again.`,
				{code: 'not-seen'},
			);
		default:
			return unknown(
				title,
				whyUnseen(looked),
				`Make sure that you are signed in to account ${wanted}, and check again.`,
				{code: 'not-seen'},
			);
	}
};

export const accountChecks = {
	'account.identity': identity,
};
