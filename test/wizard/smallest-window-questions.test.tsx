import {afterEach, describe} from 'vitest';
import {openPracticeAccount} from '../../source/account/index.ts';
import type {Services} from '../../source/wizard/services.ts';
import {closeWizards} from './support/render-wizard.tsx';
import {profile, type Scene, signedIn, testThatAllFit, windows} from './support/scenes.tsx';
import {answersWithout, creativeForceAnswers, creativeForceAt} from './support/states.ts';

afterEach(closeWizards);

const here = {access: profile, signedIn};

/** An account with more buckets and keys than a small window shows. */
async function fullAccount(): Promise<Awaited<ReturnType<Services['openAccount']>>> {
	const account = openPracticeAccount();
	await account.listing.buckets();
	const {buckets, keys} = account.state;
	const [bucket, key] = [buckets.get('acme-assets'), [...keys.values()][0]];
	for (let index = 0; index < 30; index += 1) {
		if (bucket !== undefined && key !== undefined) {
			buckets.set(`${'b'.repeat(58)}-${index + 10}`, bucket);
			const arn = key.arn.replace('1234abcd', `${10_000_000 + index}`);
			keys.set(arn, {...key, arn, aliases: [`alias/${'k'.repeat(60)}`]});
		}
	}

	return account;
}

const services = {openAccount: fullAccount};

const scenes: readonly Scene[] = [
	{
		name: 'the list of buckets',
		initial: creativeForceAt('bucket', {
			...here,
			answers: answersWithout(creativeForceAnswers, 'bucket'),
		}),
		services,
		keys: [['', '1 of 35']],
		seen: ['Type a part of a name', '▸ acme-archive'],
	},
	{
		name: 'the list of keys',
		initial: creativeForceAt('encryption', here),
		services,
		keys: [
			['', 'The bucket has SSE-KMS. Keep it?'],
			['2', ' of 33'],
		],
		seen: ['not enab', 'The key of the bucket now.'],
	},
	{
		name: 'the list of roles',
		initial: creativeForceAt('role', here),
		services,
		keys: [['', 'trusts Creative Force already']],
		seen: ['A new role', 'Another name …'],
	},
	{
		name: 'a decision',
		initial: creativeForceAt('bucket', {
			...here,
			answers: {...creativeForceAnswers, accountId: '999900001111'},
		}),
		services,
		keys: [['', 'Which one owns the']],
		seen: ['▸ 111122223333', '999900001111: you type', 'another way'],
	},
];

describe.each(windows)('in a window of %i by %i', (columns, rows) => {
	testThatAllFit(scenes, columns, rows);
});
