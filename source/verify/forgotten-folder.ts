import {isSamePrincipal} from '../aws/index.ts';
import {checkField, isSlip} from '../connection/index.ts';
import {exitCodes, UserError} from '../errors.ts';
import {listOf, matchesWildcard, type Statement} from '../policy/index.ts';
import {quoted, visible} from '../problems.ts';
import type {Situation} from './situation.ts';
import {awsPrincipals, testsOf} from './statements.ts';

/**
 * The folders that all is in that the vendor is allowed on objects of the bucket, or to list, where the connection gives
 * none though the vendor asks for one: then it was forgotten there, and the policies are not what is wrong. Each as the
 * connection would give it; none where something is allowed on the whole bucket.
 */
export function forgottenFolders(situation: Situation): readonly string[] {
	const {bucketPolicy} = situation;
	return forgottenFoldersIn(
		situation,
		bucketPolicy.state === 'there' ? listOf(bucketPolicy.document.Statement) : [],
	);
}

/** The same with these statements as those of the bucket policy. */
export function forgottenFoldersIn(
	situation: Situation,
	bucketStatements: readonly Statement[],
): readonly string[] {
	const {profile, connection, principal, rolePolicies} = situation;
	if (profile.folder?.asked === undefined || connection.folder !== undefined) {
		return [];
	}

	const statements = [
		...bucketStatements.filter((statement) =>
			awsPrincipals(statement).some((name) => isSamePrincipal(principal, name)),
		),
		...(rolePolicies.state === 'there' ? rolePolicies.policies : []).flatMap(({document}) =>
			listOf(document.Statement),
		),
	].filter(({Effect}) => Effect === 'Allow');
	const objects = statements.flatMap((statement) => objectsOf(situation, statement));
	const listed = statements.flatMap((statement) => prefixesOf(situation, statement));
	return foldersIn(situation, objects.length > 0 ? objects : listed);
}

/**
 * UserError (exit code 1) where the connection gives no folder and all that the vendor is allowed is in one: what is missing
 * from there to the whole bucket is not given.
 */
export function refuseForgottenFolder(situation: Situation, folders: readonly string[]): void {
	const {profile, connection} = situation;
	if (folders.length > 0) {
		const names = folders.map((folder) => quoted(folder)).join(', ');
		throw new UserError(
			`All that ${visible(profile.name)} may use of ${connection.bucket} is in ${folders.length === 1 ? 'the folder' : 'the folders'} ${names}, and the connection gives no folder: it would be given the whole bucket.`,
			{
				exitCode: exitCodes.failed,
				hint:
					folders.length === 1
						? `Put the folder ${names} into the connection.`
						: 'Put the one that the connection is about into it.',
			},
		);
	}
}

/** What a statement names of the bucket's objects, behind the name of the bucket, if it allows what the vendor does with them. */
function objectsOf(
	{bucketArn, actions}: Situation,
	{Action, NotAction, Resource, NotResource}: Statement,
): string[] {
	const isNeeded = actions.some(
		({on, action}) =>
			on === 'object' &&
			(NotAction !== undefined ||
				listOf(Action).some((one) => matchesWildcard(one, action, {ignoreCase: true}))),
	);
	if (!isNeeded) {
		return [];
	}

	if (NotResource !== undefined) {
		return ['*'];
	}

	return listOf(Resource).flatMap((resource) =>
		resource.startsWith(`${bucketArn}/`)
			? [resource.slice(bucketArn.length + 1)]
			: matchesWildcard(resource, `${bucketArn}/*`)
				? ['*']
				: [],
	);
}

/** The prefixes that a statement about the bucket asks for where the vendor lists it; what asks for none lists all of it. */
function prefixesOf({bucketArn, actions}: Situation, statement: Statement): string[] {
	const isListing =
		listOf(statement.Resource).some((resource) => matchesWildcard(resource, bucketArn)) &&
		actions.some(
			({action}) =>
				action === 's3:ListBucket' &&
				listOf(statement.Action).some((one) => matchesWildcard(one, action, {ignoreCase: true})),
		);
	const tests = testsOf(statement).filter(
		({operator, key}) => key.toLowerCase() === 's3:prefix' && !operator.includes('Not'),
	);
	return !isListing ? [] : tests.length === 0 ? ['*'] : tests.flatMap(({values}) => values);
}

/** The folders that patterns for keys are under, the outer ones alone; none where one is under none. */
function foldersIn(situation: Situation, patterns: readonly string[]): string[] {
	const folders = [...new Set(patterns)].map((pattern) => folderOf(situation, pattern));
	const found = folders.flatMap((folder) => folder ?? []);
	return found.length < folders.length
		? []
		: found.filter((folder) => !found.some((other) => folder.startsWith(`${other}/`)));
}

/** The folder of the connection with which the vendor would work under a pattern for keys; undefined where there is none. */
function folderOf({profile, connection}: Situation, pattern: string): string | undefined {
	const root = pattern.replace(/[*?].*$/s, '').replace(/\/+$/, '');
	const {fixed} = profile.folder ?? {};
	const last = root.slice(root.lastIndexOf('/') + 1);
	const own =
		fixed !== undefined && root.endsWith(`/${fixed}`)
			? root.slice(0, -fixed.length - 1)
			: fixed !== undefined && isSlip(fixed, last)
				? ''
				: root;
	return own === '' ||
		own === fixed ||
		checkField('folder', own, {profile, ...connection}) !== undefined
		? undefined
		: own;
}
