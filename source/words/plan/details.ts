import type {DetailFacts} from '../../apply/index.ts';
import {documentNames} from '../../aws/index.ts';
import {presentFinding} from '../present.ts';
import type {CodeWords} from './code-words.ts';

/** What a step would do, or why there is nothing to do, by the code of its detail. */
export const detailWords: CodeWords<DetailFacts> = {
	'as-found': ({finding}, about) => presentFinding(finding, about).reason,
	'bucket-there': () => 'The bucket is there and belongs to your account.',
	'creates-bucket': (_facts, {connection}) =>
		`Creates the bucket in ${connection.region} with the defaults of AWS: access lists (ACLs) disabled, all public access blocked.`,
	'encrypted-from-start': () => 'A new bucket is encrypted so from the start.',
	'sets-encryption': ({turnsOnBucketKey}, {connection: {encryption, kmsKeyArn}}) =>
		[
			`Encrypts new objects with ${encryption}${kmsKeyArn === undefined ? '' : ` and the key ${kmsKeyArn}`}.`,
			'Objects that are there already keep the encryption that they were written with.',
			...(turnsOnBucketKey
				? ['The bucket key is our advice: it saves calls to KMS, and so money.']
				: []),
		].join(' '),
	'role-there': () => 'The role is there.',
	'creates-role': (_facts, {profile}) =>
		`Creates the role, trusted by ${profile.name} with your external ID alone.`,
	'comes-with-role': () => 'Comes with the role, in the same call.',
	'trusts-already': (_facts, {profile}) => `The role trusts ${profile.name} as it should.`,
	'adds-trust': ({notes, takesOutDead}, {profile}) =>
		[
			`Has the role trust ${profile.principal} with your external ID; everything else in it stays.`,
			...notes,
			...(takesOutDead
				? ['Whoever was deleted is taken out, since AWS saves no policy that names them.']
				: []),
		].join(' '),
	'allows-already': (_facts, {profile}) =>
		`The policies of the role allow all that ${profile.name} needs already.`,
	'adds-inline-policy': ({policyName}) =>
		`Adds the inline policy "${policyName}"; the other policies of the role stay as they are.`,
	'completes-inline-policy': ({policyName}) =>
		`Puts the vendor's statements into the inline policy "${policyName}"; everything else in it stays.`,
	'denied-anyway': (_facts, {profile}) =>
		`A statement of somebody else denies ${profile.name} the key; adding one that allows it would not help.`,
	'merged-already': ({document}) =>
		`The ${documentNames[document]} has the vendor's statements already.`,
	'lets-in-already': ({document}, {profile}) =>
		`The ${documentNames[document]} lets ${profile.name} in already.`,
	'adds-policy': ({document}, {principal}) =>
		`Lets ${principal} in by a ${documentNames[document]}; there is none yet.`,
	'completes-policy': ({document, takesOutDead}, {principal}) =>
		[
			`Puts the statements for ${principal} into the ${documentNames[document]}; everything else in it stays.`,
			...(takesOutDead
				? [
						'Users or roles that were deleted are taken out, since AWS saves no policy that names them.',
					]
				: []),
		].join(' '),
};
