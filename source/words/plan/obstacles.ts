import type {ObstacleFacts} from '../../apply/index.ts';
import {keyParts} from '../../aws/index.ts';
import {roleArn} from '../../documents/index.ts';
import type {About} from '../../verify/index.ts';
import {presentFinding} from '../present.ts';
import {refusalInWords} from '../refusal.ts';
import {statementName} from '../statements.ts';
import {unseenWithHelp} from '../unseen.ts';
import {type CodeWords, inWordsOf} from './names.ts';

const notSeen: Readonly<
	Record<ObstacleFacts['not-seen']['what'], (about: About, why: string) => string>
> = {
	account: (_about, why) =>
		`It is not known which account you are signed in to, so nothing is changed. ${why}`,
	bucket: ({connection}, why) =>
		`Could not see whether there is a bucket "${connection.bucket}". ${why}`,
	'bucket-owner': ({connection: {bucket, accountId}}, why) =>
		`There is a bucket "${bucket}", but whether it belongs to account ${accountId} could not be seen. ${why}`,
	role: ({connection: {roleName = ''}}, why) =>
		`Could not see whether there is a role "${roleName}". ${why}`,
	encryption: (_about, why) => why,
	policy: (_about, why) => why,
};

/** Why a step cannot be done, by the code of its obstacle. */
export const obstacleWords: CodeWords<ObstacleFacts> = {
	'other-account': ({accountId}, {connection}) =>
		`You are signed in to account ${accountId}, but the connection is for account ${connection.accountId}.`,
	'not-seen': ({what, unseen}, about) => {
		const {why} = unseen;
		// A refusal may mean both.
		if (what === 'bucket' && why.status === 'refused') {
			return `There is a bucket "${about.connection.bucket}", but you are not allowed to see it (${why.action} is refused): another account has this name, or you lack that permission.`;
		}

		return notSeen[what](about, why.status === 'untold' ? '' : unseenWithHelp(unseen)).trim();
	},
	unreadable: ({unseen}) => unseenWithHelp(unseen),
	contradicted: ({what}, {connection: {bucket, roleName = ''}}) =>
		what === 'bucket'
			? `AWS says that there is no bucket "${bucket}", but also returns data about it. It may have just been created or deleted. Try again in a minute.`
			: `Could not see whether there is a role "${roleName}": the answers of AWS contradict each other.`,
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
		`Another account has the name "${connection.bucket}". Bucket names are unique across all AWS accounts: choose another name, or correct it in the connection.`,
	'bucket-in-another-region': ({region}, {connection}) =>
		`The bucket "${connection.bucket}" is in ${region}, but the connection says ${connection.region}. Put ${region} into the connection. A second bucket is not created.`,
	'unfit-name': ({problem}, {connection}) =>
		`There is no bucket "${connection.bucket}", and a new one cannot have this name. ${problem.rule}`,
	'role-differs': ({arn}, {connection}) =>
		`There is a role ${arn}, but the connection says ${roleArn(connection)}. An account cannot have two roles with the same name: put that path and name into the connection, or choose another name.`,
	'no-such-boundary': ({arn}) =>
		`There is no policy ${arn}, so no role can have it as its permissions boundary. Check the ARN: IAM > Policies > the policy shows it.`,
	'no-role': () => 'There is no role that could have a trust policy.',
	'no-key-policy': () => 'A key always has a policy, but none could be seen.',
	'key-of-another-account': ({statements}, {connection: {kmsKeyArn = ''}}) =>
		[
			`The key belongs to account ${keyParts(kmsKeyArn).accountId}, and only that account can change its policy.`,
			`Ask the key's administrator there to add this: ${statements.map((statement) => JSON.stringify(statement)).join(', ')}`,
		].join(' '),
	'public-statement': (statement) =>
		`In the bucket policy, ${statementName(statement)} is public. With BlockPublicPolicy on, S3 does not save a policy with such a statement. Name in it who it is for, or take it out, then plan again.`,
	'policies-too-long': (sizes) => {
		const [used, limit] = [sizes.used, sizes.limit].map((size) => size.toLocaleString('en-US'));
		return `The inline policies of the role would have ${used} characters in total, but AWS allows ${limit}. Move some of them into a managed policy and attach it to the role, or use another role.`;
	},
	'notification-overlaps': ({there, wanted}) =>
		`The bucket tells ${there.arn} of ${there.events.join(', ')} already, and S3 takes no two notifications for one event of one object. So it cannot tell ${wanted.arn} too. If nobody needs that one any more, take it out; else let both get the events from an SNS topic.`,
	'merge-refused': ({refusal}) => refusalInWords(refusal),
};
