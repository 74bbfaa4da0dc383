import type {ObstacleFacts} from '../../apply/index.ts';
import {keyParts} from '../../aws/index.ts';
import {roleArn} from '../../documents/index.ts';
import type {About} from '../../verify/index.ts';
import {presentFinding} from '../present.ts';
import {refusalInWords} from '../refusal.ts';
import {statementName} from '../statements.ts';
import {unseenInWords} from '../unseen.ts';
import {type CodeWords, inWordsOf} from './code-words.ts';

const notSeen: Readonly<
	Record<ObstacleFacts['not-seen']['what'], (about: About, why: string) => string>
> = {
	account: (_about, why) =>
		`It is not known which account you are signed in to, so nothing is changed. ${why}`,
	bucket: ({connection}, why) =>
		`Whether there is a bucket "${connection.bucket}" could not be seen. ${why}`,
	'bucket-owner': ({connection: {bucket, accountId}}, why) =>
		`There is a bucket "${bucket}", but it could not be seen whether it belongs to account ${accountId}. ${why}`,
	role: ({connection: {roleName = ''}}, why) =>
		`Whether there is a role "${roleName}" could not be seen. ${why}`,
	encryption: (_about, why) => why,
	policy: (_about, why) => why,
};

/** Why a step cannot be done, by the code of its obstacle. */
export const obstacleWords: CodeWords<ObstacleFacts> = {
	'other-account': ({accountId}, {connection}) =>
		`You are signed in to account ${accountId}, and the connection is about account ${connection.accountId}.`,
	'not-seen': ({what, unseen}, about) => {
		const {why} = unseen;
		// A refusal may mean both.
		if (what === 'bucket' && why.status === 'refused') {
			return `There is a bucket "${about.connection.bucket}", but you are not allowed to look at it (${why.action} is refused): the name is taken by another account, or you lack that permission.`;
		}

		return notSeen[what](about, why.status === 'untold' ? '' : unseenInWords(unseen)).trim();
	},
	unreadable: ({unseen}) => unseenInWords(unseen),
	contradicted: ({what}, {connection: {bucket, roleName = ''}}) =>
		what === 'bucket'
			? `AWS says that there is no bucket "${bucket}", and yet tells something of it. Perhaps it was created or deleted just now; look again in a minute.`
			: `Whether there is a role "${roleName}" could not be seen. AWS contradicts itself.`,
	'needs-step': ({step, obstacle}, about) =>
		`It needs the ${step} first. ${inWordsOf(obstacleWords, obstacle, about)}`,
	finding: ({finding}, about) => {
		const {reason, fix} = presentFinding(finding, about);
		return `${reason} ${fix}`.trim();
	},
	'key-unusable': ({finding}, about) => {
		const {reason, fix} = presentFinding(finding, about);
		return `The key ${about.connection.kmsKeyArn} cannot be set as the bucket's key. ${reason} ${fix}`.trim();
	},
	'bucket-of-another-account': (_facts, {connection}) =>
		`The name "${connection.bucket}" is taken by another account. The name of a bucket exists only once in the world: choose another one, or correct it in the connection.`,
	'bucket-in-another-region': ({region}, {connection}) =>
		`The bucket "${connection.bucket}" is in ${region}, and the connection says ${connection.region}. Put ${region} into the connection; a second bucket is not created.`,
	'unfit-name': ({problem}, {connection}) =>
		`There is no bucket "${connection.bucket}", and no new one can have this name. ${problem.rule}`,
	'role-differs': ({arn}, {connection}) =>
		`There is a role ${arn}, and the connection says ${roleArn(connection)}. An account cannot have two roles of one name: put that path and name into the connection, or choose another name.`,
	'no-role': () => 'There is no role that could have a trust policy.',
	'no-key-policy': () => 'A key always has a policy, but none could be seen.',
	'key-of-another-account': ({statements}, {connection: {kmsKeyArn = ''}}) =>
		[
			`The key belongs to account ${keyParts(kmsKeyArn).accountId}, and only that account can change its policy.`,
			`Whoever manages the key there has to add this to it: ${statements.map((statement) => JSON.stringify(statement)).join(', ')}`,
		].join(' '),
	'public-statement': (statement) =>
		`In the bucket policy ${statementName(statement)} is public, and with BlockPublicPolicy on S3 saves no policy with such a statement. Name in it whom it is meant for, or take it out, then plan again.`,
	'policies-too-long': (sizes) => {
		const [used, limit] = [sizes.used, sizes.limit].map((size) => size.toLocaleString('en-US'));
		return `The inline policies of the role would have ${used} characters together, and AWS allows ${limit}. Put part of them into a managed policy that you attach to the role, or use another role.`;
	},
	'merge-refused': ({refusal}) => refusalInWords(refusal),
};
