import type {About} from '../../verify/index.ts';
import {conditionAdvice, inWords} from '../statements.ts';
import {allUnseenInWords, formHint, unseenInWords} from '../unseen.ts';
import type {Words, WordsOf} from './shared.ts';

export const roleExists: WordsOf<'role.exists'> = {
	title: 'Existence of the role',
	exists: (_facts, {principal}) => ({reason: `There is a role ${principal}.`}),
	'no-such-role': (_facts, {connection: {roleName, accountId}}) => ({
		reason: `There is no role "${roleName}" in account ${accountId}.`,
		fix: `Create the role with this trust policy (IAM > Roles > Create role > Custom trust policy) and name it ${roleName}; then give it the role policy.`,
	}),
	'role-arn-differs': ({arn}, {principal, profile}) => ({
		reason: `The role is ${arn}, and the connection says ${principal}: the path or the spelling is another one, so the policies and the form name a role that does not exist.`,
		fix: `Put the path and name of ${arn} into the connection (rolePath, roleName)${formHint(profile, 'roleArn')}, and paste the bucket policy anew.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `Whether there is a role "${connection.roleName}" could not be seen.`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Put the trust policy of the role into trust-policy.json.'
				: 'Check again with an identity that is allowed iam:GetRole on it, or look at IAM > Roles.',
	}),
};

const boundaryPlace = 'IAM > Roles > the role > Permissions > Permissions boundary';

/** What is said where the boundary takes away all, or a part, of what is needed. */
function takingAway(part: '' | 'a part of ', fixOf: (actions: string) => string) {
	return ({actions}: {readonly actions: readonly string[]}, {profile}: About): Words => ({
		reason: `The permissions boundary takes away ${part}what ${profile.name} needs: ${inWords(actions)}. Whatever a boundary does not allow, no policy of the role can give.`,
		fix: `${fixOf(inWords(actions))}, or have the boundary removed.`,
	});
}

const excepting = () => 'Take the denying statement out of the boundary or make an exception in it';
const allowing = (actions: string) => `Allow ${actions} in the boundary (${boundaryPlace})`;

export const roleBoundary: WordsOf<'role.boundary'> = {
	title: 'Permissions boundary of the role',
	'no-boundary': () => ({reason: 'The role has no permissions boundary.'}),
	allowed: (_facts, {profile}) => ({
		reason: `The permissions boundary allows all that ${profile.name} needs.`,
	}),
	denied: takingAway('', excepting),
	'denied-in-part': takingAway('a part of ', excepting),
	'not-allowed': takingAway('', allowing),
	'not-allowed-in-part': takingAway('a part of ', allowing),
	'optional-action-missing': ({actions}, {profile}) => ({
		reason: `The permissions boundary allows what ${profile.name} cannot do without, but not ${inWords(actions)}, which its article gives too.`,
		fix: `If nothing is missed, leave it as it is; otherwise allow ${inWords(actions)} in the boundary.`,
	}),
	'depends-on-keys': ({action, keys, statement}, {profile}) => ({
		reason: `Whether the permissions boundary allows ${action} depends on ${inWords(keys) || 'something'}, which cannot be seen from here.`,
		fix: conditionAdvice({statement, keys}, profile.name, `${profile.name} uses the bucket`),
	}),
	'not-seen': ({unseen}, {source}) => {
		const limits = `${allUnseenInWords(unseen)} A permissions boundary limits what the policies of the role can give`;
		return source === 'documents' && unseen.some(({why}) => why.status === 'not-looked')
			? {
					reason: `${limits}; the other checks take it that there is none.`,
					fix: `Look at ${boundaryPlace}. If one is set, put that policy into boundary-policy.json; if none is set, write null into that file.`,
				}
			: {
					reason: `${limits}.`,
					fix: `Check again with an identity that is allowed iam:GetRole, iam:GetPolicy and iam:GetPolicyVersion, or look at ${boundaryPlace}.`,
				};
	},
};
