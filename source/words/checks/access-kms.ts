import type {About, OwnFinding} from '../../verify/index.ts';
import {nearStatementInWords} from '../near-statement.ts';
import {againstDenial, denialInWords, openQuestionInWords} from '../open-question.ts';
import {inWords} from '../statements.ts';
import {partOfAccountWords} from './part-of-account.ts';
import type {Tried, Words, WordsOf} from './shared.ts';

type FactsOf<Code extends OwnFinding<'access.kms'>['code']> = Extract<
	OwnFinding<'access.kms'>,
	{readonly code: Code}
>['facts'];

const stopped: Readonly<Record<FactsOf<'denied'>['stops'], string>> = {
	reading: 'reading fails',
	uploads: 'uploads fail',
	'uploads-alone': 'uploads fail, though reading works',
	'reading-and-large-uploads':
		'reading fails, and so do uploads in several parts (large files), though small uploads work',
	everything: 'neither reads nor uploads work',
};

/** Whether the vendor may use the key. */
export const accessKms: WordsOf<'access.kms'> = {
	title: 'Using the key',
	allowed: ({actions}, {profile, isCustomerRole}) => ({
		reason: isCustomerRole
			? `The role may use the key: ${inWords(actions)}.`
			: `The key policy lets ${profile.name} use the key: ${inWords(actions)}. Whether its own side allows it too cannot be checked from here.`,
	}),
	'managed-by-aws': () => ({
		reason:
			'The key is an AWS managed key, open to everybody in your account who may use the bucket.',
	}),
	'optional-action-missing': ({actions, isDenied}, {profile}) => ({
		reason: `Everything that ${profile.name} needs works. Its article also allows ${inWords(actions)}, which ${actions.length === 1 ? 'is' : 'are'} ${isDenied ? 'denied' : 'not allowed'} here.`,
		fix: 'If nothing is missing, leave it as it is. Otherwise paste the document from the article.',
	}),
	denied: (facts, about, finding) => denied(facts, about, false, finding),
	'denied-in-part': (facts, about, finding) => denied(facts, about, true, finding),
	'not-allowed': (facts, about) => notAllowed(facts, about, false),
	'not-allowed-in-part': (facts, about) => notAllowed(facts, about, true),
	'part-of-account-trusted': partOfAccountWords('key-policy'),
	'depends-on-keys': (question, about, finding) =>
		openQuestionInWords(question, about, 'key', finding),
};

function effectOf({stops}: Pick<FactsOf<'denied'>, 'stops'>, isPart: boolean): string {
	return `${stopped[stops]}${isPart ? ' for part of the objects' : ''}`;
}

function denied(
	{denial, stops}: FactsOf<'denied'>,
	about: About,
	isPart: boolean,
	finding: Tried,
): Words {
	return {
		reason: `${denialInWords(denial, about, {isCertain: true, isPart: false})} So ${effectOf({stops}, isPart)}: an explicit deny overrides any allow.`,
		fix: againstDenial(denial, about, finding),
	};
}

function notAllowed(
	{actions, stops, lackingIn, near}: FactsOf<'not-allowed'>,
	about: About,
	isPart: boolean,
): Words {
	const {profile, connection, isCustomerRole} = about;
	const names = inWords(actions);
	const effect = effectOf({stops}, isPart);
	const miss = near && nearStatementInWords(near, about, 'key');
	const explained = miss === undefined ? '' : ` ${miss.reason}`;
	switch (lackingIn) {
		case 'boundary':
			return {
				reason: `The role's permissions boundary does not allow ${names}, so ${effect}.`,
				fix: `Allow ${names} in the boundary, or have the boundary removed.`,
			};
		case 'key-policy': {
			const whom = isCustomerRole
				? 'to the role, and does not leave it to the policies of the role either'
				: `to ${profile.name}`;
			return {
				reason: `The key policy does not allow ${names} ${whom}, so ${effect}.${explained}`,
				fix:
					miss?.fix ??
					`Allow ${names} to ${isCustomerRole ? 'the role' : profile.name} in the key policy (KMS > Customer managed keys > the key > Key policy).`,
			};
		}

		case 'key-and-role-policy':
			return {
				reason: `Neither the key policy nor a policy of the role allows ${names} to the role, so ${effect}.`,
				fix: `Allow ${names} to the role in the key policy, as the article has it (KMS > Customer managed keys > the key > Key policy).`,
			};
		case 'role-policy':
			return {
				reason: `The policies of the role do not allow ${names} on the key, so ${effect}.${explained}`,
				fix:
					miss?.fix ??
					`Allow ${names} on the key in the role policy (IAM > Roles > ${connection.roleName} > Permissions).`,
			};
	}
}
