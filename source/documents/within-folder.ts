import {actionsOn, carries, findAction, type KnownAction} from '../aws/actions/index.ts';
import {listOf, matchesWildcard, type Statement} from '../policy/index.ts';
import {freeSid} from './free-sid.ts';

/** The condition key by which a list of a bucket is kept to a folder. */
const prefixKey = 's3:prefix';

/** A folder of a bucket. */
type Folder = {readonly bucketArn: string; readonly folder: string};

/**
 * A vendor's statements for one folder of the bucket: what allows something on all objects allows it on those of the folder
 * alone, and what lists the bucket lists the folder alone, where a list can be asked for a prefix. All else stays as it is,
 * and so does what asks for a prefix already.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html#example-object-key-prefix
 */
export function withinFolder(statements: readonly Statement[], place: Folder): Statement[] {
	const taken = new Set(statements.flatMap(({Sid}) => Sid ?? []));
	return statements.flatMap((statement) =>
		partsOf(statement, place).map(({of, part}, index) => {
			const {Sid} = part;
			if (index === 0 || Sid === undefined) {
				return part;
			}

			const sid = freeSid(`${Sid}${of}`, taken);
			taken.add(sid);
			return {...part, Sid: sid};
		}),
	);
}

/** The test by which a statement lists what is in a folder alone. */
export function listingTest(folder: string): NonNullable<Statement['Condition']> {
	return {StringLike: {[prefixKey]: [`${folder}/*`]}};
}

/** Whether the action, its name in any case, lists a bucket and can be kept to a folder by a prefix. */
export function listsByPrefix(name: string): boolean {
	const action = findAction(name);
	return action !== undefined && isListing(action);
}

function isListing(action: KnownAction): boolean {
	return action.targets.includes('bucket') && carries(action, prefixKey);
}

/** A statement for a folder, and what it is about; the Sids of all but the first end in that. */
type Part = {readonly of: 'Objects' | 'Bucket' | 'List'; readonly part: Statement};

function partsOf(statement: Statement, {bucketArn, folder}: Folder): Part[] {
	const {Effect, Action, Resource, Condition = {}} = statement;
	const asksForPrefix = Object.values(Condition).some((tests) =>
		Object.keys(tests).some((key) => key.toLowerCase() === prefixKey),
	);
	if (Effect === 'Deny' || Resource === undefined || asksForPrefix) {
		return [{of: 'Objects', part: statement}];
	}

	const inFolder = `${bucketArn}/${folder}/*`;
	const resources = listOf(Resource).map((resource) =>
		resource.startsWith(`${bucketArn}/`) && matchesWildcard(resource, inFolder)
			? inFolder
			: resource,
	);
	const actions = listOf(Action);
	const {listings, patterns, others} = sorted(actions);
	if (!resources.includes(bucketArn) || listings.length === 0) {
		return [{of: 'Objects', part: {...statement, Resource: asWritten(Resource, resources)}}];
	}

	const objects = resources.filter((resource) => resource !== bucketArn);
	// A pattern that means lists too is spelled out for the bucket, and stays what it is for objects.
	const spelledOut = actionsOn('bucket')
		.filter((action) => !isListing(action) && isAmong(action.name, patterns))
		.map(({name}) => name);
	const ofBucket = [...others, ...spelledOut].filter((name) => canBeOfBucket(name));
	const part = (
		of: Part['of'],
		kept: readonly string[],
		on: readonly string[],
		condition = Condition,
	): Part[] =>
		kept.length === 0 || on.length === 0
			? []
			: [
					{
						of,
						part: {
							...statement,
							Action: asWritten(Action, kept),
							Resource: asWritten(Resource, on),
							...(Object.keys(condition).length > 0 && {Condition: condition}),
						},
					},
				];
	return [
		...(patterns.length === 0
			? part('Objects', others, ofBucket.length === 0 ? objects : resources)
			: [
					...part('Objects', [...others, ...patterns], objects),
					...part('Bucket', ofBucket, [bucketArn]),
				]),
		...part('List', listings, [bucketArn], {
			...Condition,
			StringLike: {...Condition['StringLike'], ...listingTest(folder)['StringLike']},
		}),
	];
}

/** The actions that list, those that mean lists too, and the rest. */
function sorted(actions: readonly string[]) {
	const all = actionsOn('bucket').filter((action) => isListing(action));
	const patterns = actions.filter(
		(name) => /[*?]/.test(name) && all.some((action) => isAmong(action.name, [name])),
	);
	const listings = all.flatMap(({name}) => (isAmong(name, actions) ? [name] : []));
	return {
		patterns,
		listings,
		others: actions.filter((name) => !patterns.includes(name) && !isAmong(name, listings)),
	};
}

function isAmong(name: string, patterns: readonly string[]): boolean {
	return patterns.some((pattern) => matchesWildcard(pattern, name, {ignoreCase: true}));
}

/** Whether an action or a pattern can be about the bucket itself. */
function canBeOfBucket(name: string): boolean {
	return actionsOn('bucket').some((action) => isAmong(action.name, [name]));
}

/** A list as it was written: one text where it was one. */
function asWritten(
	written: Statement['Action'],
	values: readonly string[],
): string | readonly string[] {
	const [first] = values;
	return first !== undefined && values.length === 1 && !Array.isArray(written) ? first : values;
}
