import type {CorsRequest, Notification} from '../../bucket-settings/index.ts';
import {quoted} from '../../problems.ts';
import type {About, Blame, CorrectionRefusal, OwnFinding} from '../../verify/index.ts';
import {shown} from '../differences.ts';
import {refusalInWords} from '../refusal.ts';
import {partName} from '../settings.ts';
import {inWords, statementName} from '../statements.ts';
import {allUnseenInWords} from '../unseen.ts';
import type {WordsOf} from './shared.ts';

function corsPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Permissions > Cross-origin resource sharing (CORS) > Edit`;
}

function eventsPlace({connection}: About): string {
	return `S3 > ${connection.bucket} > Properties > Event notifications`;
}

/** How a rule or a notification is called in a sentence. */
function blamedPart({document, sid, index}: Blame): string {
	const part = document === 'boundary' ? 'statement' : partName(document);
	return sid === '' ? `${part} number ${index + 1}` : `the ${part} ${quoted(sid)}`;
}

function addRules(about: About, refusal: CorrectionRefusal | undefined): string {
	return `Put the rules of ${about.profile.name} beside what is there (${corsPlace(about)}). ${refusalInWords(refusal)}`.trim();
}

function requestInWords({origin, method, headers}: CorsRequest): string {
	const sent =
		headers.length === 0
			? ''
			: ` and the ${headers.length === 1 ? 'header' : 'headers'} ${inWords(headers.map((name) => shown(name)))}`;
	return `${method} from a page of ${shown(origin)}${sent}`;
}

const bucketCors: WordsOf<'bucket.cors'> = {
	title: 'Rules for browsers (CORS)',
	'requests-allowed': (_facts, {profile}) => ({
		reason: `Pages of ${profile.name} may use the bucket in a browser, as its rules say.`,
	}),
	'some-origins-allowed': ({origins}, about) => ({
		reason: `The article of ${about.profile.name} lets pages of any site use the bucket in a browser ("*"). The CORS rules of the bucket do so for pages of ${inWords(origins.map((origin) => shown(origin)))} alone, which keeps other sites out. Whether ${about.profile.name} uses the bucket from other pages too cannot be checked from here.`,
		fix: `If everything works, leave it as it is. Otherwise ask ${about.profile.name} for the addresses of its pages, and add them (${corsPlace(about)}).`,
	}),
	'no-cors-rules': ({refusal}, about) => ({
		reason: `The bucket has no CORS rules, so a browser lets no page of ${about.profile.name} use it.`,
		fix: addRules(about, refusal),
	}),
	'request-refused': ({request, lacks, methods, nearest, refusal}, about) => {
		const why = {
			origin: 'no rule is for these pages',
			method: 'no rule for these pages has this method',
			headers: 'no rule for these pages has all of these headers',
		}[lacks];
		const near =
			nearest === undefined || lacks === 'origin' ? '' : ` (${blamedPart(nearest)} comes near)`;
		const all = methods.length > 1 ? ` This is so for ${inWords(methods)}.` : '';
		return {
			reason: `The CORS rules of the bucket do not allow ${requestInWords(request)}: ${why}${near}.${all}`,
			fix: addRules(about, refusal),
		};
	},
	'headers-hidden': ({request, names, rule, isForOthers, refusal}, about) => {
		const [headers, them, they] = [
			inWords(names.map((name) => shown(name))),
			...(names.length === 1 ? ['it', 'it'] : ['them', 'they']),
		];
		const fix = isForOthers
			? `Put a rule for pages of ${about.profile.name} before that one, with ${headers} in ExposeHeaders (${corsPlace(about)}). In that one, ${they} would be shown to pages of others too.`
			: `Add ${headers} to ExposeHeaders of ${blamedPart(rule)} (${corsPlace(about)}).`;
		return {
			reason: `Pages of ${about.profile.name} cannot read ${headers} of the answers: for ${requestInWords(request)}, S3 takes ${blamedPart(rule)}, which does not expose ${them}.`,
			fix: `${fix} ${refusalInWords(refusal)}`.trim(),
		};
	},
	'not-seen': ({unseen}, about) => ({
		reason: allUnseenInWords(unseen),
		fix:
			about.source === 'documents'
				? 'Put the output of "aws s3api get-bucket-cors" into bucket.json as cors.'
				: `Check again with an identity that is allowed s3:GetBucketCORS, or look at ${corsPlace(about)}.`,
	}),
};

function toldOf(events: readonly string[], object: string): string {
	return `${inWords(events)}, for example of ${shown(object)}`;
}

function filterInWords({prefix, suffix}: Notification): string {
	const parts = [
		...(prefix === '' ? [] : [`begin with ${shown(prefix)}`]),
		...(suffix === '' ? [] : [`end with ${shown(suffix)}`]),
	];
	return parts.length === 0 ? 'all objects' : `objects whose names ${parts.join(' and ')}`;
}

function addNotification(about: About, refusal: CorrectionRefusal | undefined): string {
	return `Add the event notification beside what is there (${eventsPlace(about)} > Create event notification). ${refusalInWords(refusal)}`.trim();
}

const bucketNotification: WordsOf<'bucket.notification'> = {
	title: 'Event notifications of the bucket',
	'events-told': (_facts, {profile}) => ({
		reason: `The bucket sends its events where ${profile.name} needs them.`,
	}),
	'events-not-told': ({target, events, object, refusal}, about) => ({
		reason: `The bucket does not tell ${shown(target)} of ${toldOf(events, object)}. ${about.profile.name} does not hear of such changes.`,
		fix: addNotification(about, refusal),
	}),
	'other-objects': ({target, events, object, there, refusal}, about) => ({
		reason: `The bucket does not tell ${shown(target)} of ${toldOf(events, object)}: it tells it of ${filterInWords(there)} alone.`,
		fix: addNotification(about, refusal),
	}),
	'other-target': ({target, events, object, there, refusal}, about) => ({
		reason: `The bucket tells ${shown(there.arn)} of ${toldOf(events, object)}, and not ${shown(target)}. S3 takes no two notifications for one event of one object.`,
		fix: `If nobody needs ${shown(there.arn)} any more, name ${shown(target)} in its place (${eventsPlace(about)}). Else let both get the events from an SNS topic. ${refusalInWords(refusal)}`.trim(),
	}),
	'not-seen': ({unseen}, about) => ({
		reason: allUnseenInWords(unseen),
		fix:
			about.source === 'documents'
				? 'Put the output of "aws s3api get-bucket-notification-configuration" into bucket.json as notification.'
				: `Check again with an identity that is allowed s3:GetBucketNotification, or look at ${eventsPlace(about)}.`,
	}),
};

function queuePlace({connection}: About, part = 'Access policy'): string {
	const {queueArn = ''} = connection;
	return `SQS > Queues > ${queueArn.split(':').at(-1)} > Edit > ${part}`;
}

/** What S3 needs of the key of a queue. */
const forS3 = 'kms:GenerateDataKey and kms:Decrypt to the service s3.amazonaws.com';

function letSend(about: About, refusal: CorrectionRefusal | undefined): string {
	return `Add the statement for S3 to the policy of the queue (${queuePlace(about)}). ${refusalInWords(refusal)}`.trim();
}

type QueueFacts<Code> = Extract<OwnFinding<'queue.policy'>, {readonly code: Code}>['facts'];
type OpenStatement = QueueFacts<'others-may-send'>['open'][number];

const allBuckets: Readonly<Record<OpenStatement['senders'], string>> = {
	'other-accounts': 'buckets of anybody, in any account',
	'other-buckets': 'all other buckets of your account',
};

function sendersInWords({senders, buckets}: OpenStatement): string {
	const isElsewhere = senders === 'other-accounts';
	switch (buckets.which) {
		case 'all':
			return allBuckets[senders];
		case 'fitting':
			return `buckets that fit ${inWords(buckets.patterns.map((pattern) => shown(pattern)))}${isElsewhere ? ', in other accounts too' : ''}`;
		case 'some': {
			const {bucket, account} = buckets;
			const where = account === undefined || !isElsewhere ? '' : `the account ${shown(account)}`;
			const example =
				bucket === undefined ? where : `${shown(bucket)}${where === '' ? '' : ` in ${where}`}`;
			return `other buckets${isElsewhere ? ', in other accounts too' : ' of your account'}${example === '' ? '' : ` (for example of ${example})`}`;
		}
	}
}

/** Whom the policy lets S3 send for beside the bucket, because it spells them out. */
function namedInWords({buckets, accounts}: QueueFacts<'sending-allowed'>): string {
	const of = (kind: string, names: readonly string[]) =>
		names.length === 0
			? []
			: [
					`the ${kind}${names.length === 1 ? '' : 's'} ${inWords(names.map((name) => shown(name)))}`,
				];
	const named = [
		...of(
			'bucket',
			buckets.map((arn) => arn.replace('arn:aws:s3:::', '')),
		),
		...of('account', accounts),
	];
	return named.length === 0
		? 'those of no other bucket.'
		: `those of no bucket that its policy does not name. It names ${named.join(' and ')} too.`;
}

const queuePolicy: WordsOf<'queue.policy'> = {
	title: 'Policy of the queue',
	'sending-allowed': (named, {connection}) => ({
		reason: `S3 may send the events of "${connection.bucket}" to the queue, and ${namedInWords(named)}`,
	}),
	'managed-key': ({key}, about) => ({
		reason: `The queue is encrypted with ${shown(key)}, a key that AWS manages. Nobody can change its policy, and it does not let S3 use the key, so the events of "${about.connection.bucket}" do not get into the queue.`,
		fix: `Encrypt the queue with a key of SQS (SSE-SQS), or with a customer managed key whose policy allows ${forS3} (${queuePlace(about, 'Encryption')}).`,
	}),
	'customer-key': ({key}) => ({
		reason: `The queue policy lets S3 send, but the queue is encrypted with the key ${shown(key)}, whose policy is not looked at here. Without leave to use that key, S3 gets nothing into the queue.`,
		fix: `Make sure that the policy of ${shown(key)} allows ${forS3} (KMS > Customer managed keys > the key > Key policy).`,
	}),
	'no-queue-policy': ({refusal}, about) => ({
		reason: `The queue has no policy, so S3 cannot send it the events of "${about.connection.bucket}".`,
		fix: letSend(about, refusal),
	}),
	'sending-not-allowed': ({refusal}, about) => ({
		reason: `No statement of the queue policy lets S3 send the events of "${about.connection.bucket}".`,
		fix: letSend(about, refusal),
	}),
	'sending-denied': ({statement}, about) => ({
		reason: `In the queue policy, ${statementName(statement)} is a Deny that keeps S3 from sending the events of "${about.connection.bucket}".`,
		fix: `Make an exception for S3 (s3.amazonaws.com) in it, or take it out (${queuePlace(about)}).`,
	}),
	'depends-on-keys': ({keys, statement}, about) => ({
		reason: `Whether S3 may send to the queue depends on ${keys.length === 0 ? 'something that cannot be known from here' : inWords(keys)}${statement === undefined ? '' : `, which ${statementName(statement)} of the queue policy asks about`}.`,
		fix: `Look at the queue policy yourself (${queuePlace(about)}).`,
	}),
	'others-may-send': ({open, isNeeded}, about) => {
		const isOne = open.length === 1;
		const whose = open.map((one) => `${sendersInWords(one)}, by ${statementName(one.statement)}`);
		const {bucketArn, connection} = about;
		const ask = isNeeded
			? `Ask in ${isOne ? 'that statement' : 'these statements'} for aws:SourceArn ${bucketArn} and aws:SourceAccount ${connection.accountId} (${queuePlace(about)}).`
			: `Take ${isOne ? 'that statement' : 'these statements'} out (${queuePlace(about)}): another one lets S3 send the events of "${connection.bucket}".`;
		return {
			reason: `The queue policy lets S3 send to the queue the events of ${whose.length === 0 ? 'other buckets' : whose.join('; ')}. ${about.profile.name} would take them for yours.`,
			fix: `${ask} If others need ${isOne ? 'it' : 'them'} too, give each of them a statement that names its buckets.`,
		};
	},
	'not-seen': ({unseen}, about) => ({
		reason: allUnseenInWords(unseen),
		fix:
			about.source === 'documents'
				? unseen.some(({document}) => document === 'queue-policy')
					? 'Put the policy of the queue into queue-policy.json, as the SQS console shows it.'
					: 'Put the output of "aws sqs get-queue-attributes --attribute-names All" into queue.json, or in place of the policy of the queue.'
				: `Check again with an identity that is allowed sqs:GetQueueAttributes, or look at ${queuePlace(about)}.`,
	}),
};

export const settingWords = {
	'bucket.cors': bucketCors,
	'bucket.notification': bucketNotification,
	'queue.policy': queuePolicy,
};
