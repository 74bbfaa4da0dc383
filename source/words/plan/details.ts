import type {DetailFacts} from '../../apply/index.ts';
import {documentNames} from '../../aws/index.ts';
import {changedStatements} from '../access-change.ts';
import {presentFinding} from '../present.ts';
import {settingChangesInWords} from '../settings.ts';
import {inWords} from '../statements.ts';
import {type CodeWords, extrasInWords} from './names.ts';

/** What a step would do, or why there is nothing to do, by the code of its detail. */
export const detailWords: CodeWords<DetailFacts> = {
	'as-found': ({finding}, about) => presentFinding(finding, about).reason,
	'bucket-there': () => 'The bucket exists and belongs to your account.',
	'creates-bucket': (_facts, {connection}) =>
		`Creates the bucket in ${connection.region} with the AWS defaults: access control lists (ACLs) disabled, all public access blocked.`,
	'encrypted-from-start': () => 'A new bucket already has this encryption.',
	'sets-encryption': ({turnsOnBucketKey}, {connection: {encryption, kmsKeyArn}}) =>
		[
			`Encrypts new objects with ${encryption}${kmsKeyArn === undefined ? '' : ` and the key ${kmsKeyArn}`}.`,
			'Existing objects keep the encryption that they were written with.',
			...(turnsOnBucketKey
				? ['The S3 Bucket Key is our advice: it saves calls to KMS, and so costs.']
				: []),
		].join(' '),
	'role-there': ({notGiven}) =>
		[
			'The role exists.',
			...(notGiven === undefined
				? []
				: [
						`It stays as it is, without ${extrasInWords(notGiven)}: these are given only to a role that is made.`,
					]),
		].join(' '),
	'creates-role': ({extras, boundary}, about) =>
		[
			`Creates the role, which only ${about.profile.name} can assume${about.profile.externalId.from === 'none' ? '' : ', with your external ID'}.`,
			...(extras === undefined ? [] : [`It gets ${extrasInWords(extras)}.`]),
			...(boundary === undefined
				? []
				: boundary.status === 'unknown'
					? [
							`Whether this boundary allows what ${about.profile.name} needs is not known. ${presentFinding(boundary, about).reason}`,
						]
					: [presentFinding(boundary, about).reason]),
		].join(' '),
	'comes-with-role': () => 'Created together with the role, in the same call.',
	'trusts-already': (_facts, {profile}) => `The role trusts ${profile.name} as it should.`,
	'adds-trust': ({merge, takesOutDead}, {profile, vendorPrincipals}) =>
		[
			`Makes the role trust ${inWords(vendorPrincipals)}${profile.externalId.from === 'none' ? '' : ' with your external ID'}. Everything else in the trust policy stays.`,
			...changedStatements(merge),
			...(takesOutDead
				? [
						'Deleted users and roles are taken out, since AWS does not save a policy that names them.',
					]
				: []),
		].join(' '),
	'allows-already': (_facts, {profile}) =>
		`The policies of the role already allow everything that ${profile.name} needs.`,
	'adds-inline-policy': ({policyName}) =>
		`Adds the inline policy "${policyName}". The other policies of the role stay as they are.`,
	'completes-inline-policy': ({policyName, merge}) =>
		[
			`Puts the vendor's statements into the inline policy "${policyName}". Everything else in it stays.`,
			...changedStatements(merge),
		].join(' '),
	'denied-anyway': (_facts, {profile}) =>
		`An existing statement denies ${profile.name} the key. Adding one that allows it would not help.`,
	'merged-already': ({document}) =>
		`The ${documentNames[document]} already has the vendor's statements.`,
	'lets-in-already': ({document}, {profile}) =>
		`The ${documentNames[document]} already allows ${profile.name} access.`,
	'completes-setting': ({document, changes, isNew}, {profile}) =>
		[
			isNew
				? `Adds the ${documentNames[document]} that ${profile.name} needs; there is none yet.`
				: `Puts what ${profile.name} needs into the ${documentNames[document]}: ${inWords(settingChangesInWords(document, changes))}. Everything else stays.`,
			...(document === 'bucket-notification'
				? ['S3 sends a test message to each destination when this is written.']
				: []),
		].join(' '),
	'adds-queue-policy': (_facts, {connection}) =>
		`Adds a policy by which S3 may send the events of ${connection.bucket} to the queue; there is none yet.`,
	'completes-queue-policy': ({merge}, {connection}) =>
		[
			`Lets S3 send the events of ${connection.bucket} to the queue. Everything else in its policy stays.`,
			...changedStatements(merge),
		].join(' '),
	'adds-policy': ({document}, {principal}) =>
		`Adds a ${documentNames[document]} that allows ${principal} access; there is none yet.`,
	'completes-policy': ({document, merge, takesOutDead}, {principal}) =>
		[
			`Puts the statements for ${principal} into the ${documentNames[document]}. Everything else in it stays.`,
			...changedStatements(merge),
			...(takesOutDead
				? [
						'Deleted users and roles are taken out, since AWS does not save a policy that names them.',
					]
				: []),
		].join(' '),
};
