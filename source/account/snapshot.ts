import type {Connection, StatedConnection} from '../connection/index.ts';
import type {VendorProfile} from '../vendors/index.ts';
import {type DocumentParts, type Fact, facts, type PermissionPlace} from './facts.ts';
import {notLooked} from './looked.ts';
import {newBucket} from './practice/state.ts';
import type {Looked} from './types.ts';

type Group = Readonly<Record<string, Fact<unknown>>>;
type ValueOf<Definition> = Definition extends Fact<infer T> ? T : never;
/** An answer to each fact of a group. */
export type Answers<Facts> = {readonly [Name in keyof Facts]: Looked<ValueOf<Facts[Name]>>};

export type BucketFacts = Answers<typeof facts.bucket>;
export type RoleFacts = Answers<typeof facts.role>;
export type KeyFacts = Answers<typeof facts.key>;
export type QueueFacts = Answers<typeof facts.queue>;

/** What an account holds of one connection, as far as one may look. Plain data: whoever judges it needs nothing else. */
export type Snapshot = {
	readonly source: 'aws' | 'documents' | 'practice';
	/** ISO 8601. */
	readonly takenAt: string;
	readonly identity: Looked<ValueOf<typeof facts.identity>>;
	readonly bucket: BucketFacts;
	readonly role: RoleFacts;
	readonly key: KeyFacts;
	readonly queue: QueueFacts;
};

/** What there is to say of a fact. */
type Answer = <T>(fact: Fact<T>) => Looked<T>;

function answersOf<Facts extends Group>(group: Facts, answer: Answer): Answers<Facts>;
function answersOf(group: Group, answer: Answer): Answers<Group> {
	return Object.fromEntries(Object.entries(group).map(([name, fact]) => [name, answer(fact)]));
}

/** The answer to every fact there is. */
export function allAnswers(answer: Answer): Omit<Snapshot, 'source' | 'takenAt'> {
	return {
		identity: answer(facts.identity),
		bucket: answersOf(facts.bucket, answer),
		role: answersOf(facts.role, answer),
		key: answersOf(facts.key, answer),
		queue: answersOf(facts.queue, answer),
	};
}

/** The answer to every fact of a connection; a role, a key or a queue that it does without is not looked at. */
export function answersFor(
	connection: StatedConnection,
	profile: VendorProfile,
	answer: Answer,
): ReturnType<typeof allAnswers> {
	const noRole = notLooked(
		`${profile.name} uses its own role, so there is no role in this account.`,
	);
	const noKey = notLooked('S3 itself encrypts the bucket (SSE-S3), so there is no key to check.');
	const noOwnQueue = notLooked(
		profile.queue === undefined
			? `${profile.name} asks for no queue.`
			: `The queue belongs to ${profile.name}, and so does its policy.`,
	);
	return {
		...allAnswers(answer),
		...(!hasRole(connection, profile) && {role: answersOf(facts.role, () => noRole)}),
		...(connection.kmsKeyArn === undefined && {key: answersOf(facts.key, () => noKey)}),
		...(!hasQueue(connection, profile) && {queue: answersOf(facts.queue, () => noOwnQueue)}),
	};
}

/** What goes into documents of all that was answered of a connection. */
export function documentParts(
	{identity, bucket, role, key, queue}: Snapshot,
	connection: StatedConnection,
	profile: VendorProfile,
): DocumentParts {
	const partsOf = (group: Group, answers: Answers<Group>): DocumentParts[] =>
		Object.entries(group).flatMap(([name, fact]) => {
			const answer = answers[name];
			return answer === undefined ? [] : [fact.asDocuments(answer)];
		});
	return Object.assign(
		{},
		facts.identity.asDocuments(identity),
		...partsOf(facts.bucket, bucket),
		...(hasRole(connection, profile) ? partsOf(facts.role, role) : []),
		...(connection.kmsKeyArn === undefined ? [] : partsOf(facts.key, key)),
		...(hasQueue(connection, profile) ? partsOf(facts.queue, queue) : []),
	) as DocumentParts;
}

/** Whether the connection has a role in its account. */
export function hasRole(
	connection: StatedConnection,
	{access}: VendorProfile,
): connection is StatedConnection & {readonly roleName: string} {
	return access === 'customer-role' && connection.roleName !== undefined;
}

/** Whether the connection has a queue of the customer, whose policy is then the customer's to write. */
export function hasQueue(
	connection: StatedConnection,
	{queue}: Pick<VendorProfile, 'queue'>,
): connection is StatedConnection & {readonly queueArn: string} {
	return queue?.of === 'customer' && connection.queueArn !== undefined;
}

/** The bucket as AWS would show it right after it was made in the connection's account and region. */
export function newBucketFacts({accountId, region}: Pick<Connection, 'accountId' | 'region'>) {
	const held = {accountId, bucket: newBucket(region)};
	return answersOf(facts.bucket, (fact) => fact.inPractice(held));
}

/** All that was answered, the texts of the role's policies too. */
export function answersIn({
	identity,
	bucket,
	role,
	key,
	queue,
}: Snapshot): readonly Looked<unknown>[] {
	const {policies} = role;
	return [
		identity,
		...Object.values(bucket),
		...Object.values(role),
		...(policies.status === 'found' ? policies.value.map(({text}) => text) : []),
		...Object.values(key),
		...Object.values(queue),
	];
}

/** Why nothing at all could be seen, where AWS does not even say who asks; undefined where anything could. */
export function whyBlind(
	snapshot: Snapshot,
): Extract<Looked<never>, {status: 'failed'}> | undefined {
	const {identity} = snapshot;
	return identity.status === 'failed' &&
		answersIn(snapshot).every(({status}) => status === 'failed' || status === 'not-looked')
		? identity
		: undefined;
}

/** The IAM actions on a thing that it takes to look at everything. */
export function lookingActions(place: PermissionPlace): readonly string[] {
	const {bucket, role, key, queue} = facts;
	const all = [bucket, role, key, queue].flatMap((group): Fact<unknown>[] => Object.values(group));
	return [...new Set(all.flatMap(({permissions}) => permissions[place] ?? []))];
}
