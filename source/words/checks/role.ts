import {hasDocument} from '../../documents/index.ts';
import type {About} from '../../verify/index.ts';
import {conditionAdvice, inWords} from '../statements.ts';
import {allUnseenInWords, formHint, unseenInWords} from '../unseen.ts';
import type {Words, WordsOf} from './shared.ts';

const roleExists: WordsOf<'role.exists'> = {
	title: 'Existence of the role',
	exists: (_facts, {principal}) => ({reason: `There is a role ${principal}.`}),
	'no-such-role': (_facts, {connection: {roleName, accountId}}) => ({
		reason: `There is no role "${roleName}" in account ${accountId}.`,
		fix: `Create the role with this trust policy (IAM > Roles > Create role > Custom trust policy) and name it ${roleName}. Then give it the role policy.`,
	}),
	'role-arn-differs': ({arn}, {principal, profile, connection}) => ({
		reason: `The role is ${arn}, but the connection says ${principal}: the path or the spelling differs, so the policies and the form name a role that does not exist.`,
		fix: `Put the path and name of ${arn} into the connection (rolePath, roleName)${formHint(profile, 'roleArn')}${hasDocument('bucket-policy', connection, profile) ? ', and paste the bucket policy again' : ''}.`,
	}),
	'not-seen': ({unseen: [unseen]}, {connection, source}) => ({
		reason:
			unseen === undefined || unseen.why.status === 'untold'
				? `Could not see whether there is a role "${connection.roleName}".`
				: unseenInWords(unseen),
		fix:
			source === 'documents'
				? 'Put the trust policy of the role into trust-policy.json.'
				: 'Check again with an identity that is allowed iam:GetRole on it, or look at IAM > Roles.',
	}),
};

const boundaryPlace = 'IAM > Roles > the role > Permissions > Permissions boundary';

/** What is said where the boundary takes away all, or a part, of what is needed. */
function takingAway(part: '' | 'part of ', fixOf: (actions: string) => string) {
	return ({actions}: {readonly actions: readonly string[]}, {profile}: About): Words => ({
		reason: `The permissions boundary blocks ${part}what ${profile.name} needs: ${inWords(actions)}. What a boundary does not allow, no policy of the role can allow.`,
		fix: `${fixOf(inWords(actions))}, or have the boundary removed.`,
	});
}

const excepting = () => 'Take the Deny statement out of the boundary, make an exception in it';
const allowing = (actions: string) => `Allow ${actions} in the boundary (${boundaryPlace})`;

const roleBoundary: WordsOf<'role.boundary'> = {
	title: 'Permissions boundary of the role',
	'no-boundary': () => ({reason: 'The role has no permissions boundary.'}),
	allowed: (_facts, {profile}) => ({
		reason: `The permissions boundary allows everything that ${profile.name} needs.`,
	}),
	denied: takingAway('', excepting),
	'denied-in-part': takingAway('part of ', excepting),
	'not-allowed': takingAway('', allowing),
	'not-allowed-in-part': takingAway('part of ', allowing),
	'optional-action-missing': ({actions}, {profile}) => ({
		reason: `The permissions boundary allows what ${profile.name} must have, but not ${inWords(actions)}, which its article also allows.`,
		fix: `If nothing is missing, leave it as it is. Otherwise allow ${inWords(actions)} in the boundary.`,
	}),
	'depends-on-keys': ({action, keys, statement}, {profile}) => ({
		reason: `Whether the permissions boundary allows ${action} depends on ${inWords(keys) || 'something'}, which cannot be checked from here.`,
		fix: conditionAdvice({statement, keys}, profile, {when: `${profile.name} uses the bucket`}),
	}),
	'not-seen': ({unseen}, {source}) => {
		const limits = `${allUnseenInWords(unseen)} A permissions boundary limits what the policies of the role can allow`;
		return source === 'documents' && unseen.some(({why}) => why.status === 'not-looked')
			? {
					reason: `${limits}; the other checks assume that there is none.`,
					fix: `Look at ${boundaryPlace}. If one is set, put that policy into boundary-policy.json. If none is set, write null into that file.`,
				}
			: {
					reason: `${limits}.`,
					fix: `Check again with an identity that is allowed iam:GetRole, iam:GetPolicy and iam:GetPolicyVersion, or look at ${boundaryPlace}.`,
				};
	},
};

export const roleWords = {
	'role.exists': roleExists,
	'role.boundary': roleBoundary,
};
