import {isDeepStrictEqual} from 'node:util';
import type {Plan} from '../../apply/index.ts';
import {accountOf, createRolePath, createRoleUrl} from '../../aws/index.ts';
import {fieldFlag, folderOf} from '../../connection/index.ts';
import {ownCommand, shellWord} from '../../own-command.ts';
import {visible} from '../../problems.ts';
import {
	type Check,
	type Layout,
	originTexts,
	paragraph,
	presentOrigin,
	presentStep,
	resultMarks,
	type StepInWords,
	statusMarks,
	stepMark,
	undoCommand,
	untouchedInWords,
} from '../../words/index.ts';
import type {Voice} from '../voice.ts';
import type {ApplyAsked} from './options.ts';
import type {ShownResult} from './outcome.ts';

const reasonWords = {article: 'the article asks for it', advice: 'our advice'} as const;

/** The plan for people: every step with what changes, then what stays wrong and is not touched. */
export function planText(plan: Plan, layout: Layout): string {
	const {connection, profile} = plan.about;
	const purpose = profile.purposes.find(({id}) => id === connection.purpose)?.title;
	const folder = folderOf(connection, profile);
	const title = `Plan for ${profile.name} · ${purpose ?? connection.purpose}, bucket ${connection.bucket}${folder === undefined ? '' : `/${folder}/`} in ${connection.region}`;
	const sections = [
		[layout.style('bold', visible(title)), ...originLines(profile, layout)],
		...stepSections(plan, layout),
		...untouchedSections(plan, layout),
		[countText(plan)],
	];
	return `\n${sections.map((lines) => lines.join('\n')).join('\n\n')}`;
}

/** Where a vendor comes from that is not built in, and what is to be said of it. */
function originLines(profile: Plan['about']['profile'], layout: Layout): string[] {
	const origin = presentOrigin(profile);
	return origin === undefined
		? []
		: originTexts(origin).flatMap((text) =>
				paragraph(text, layout, 0).map((line) => layout.style('yellow', line)),
			);
}

/** One explanation where the same stands in the way of everything. */
function stepSections({steps, about}: Plan, layout: Layout): string[][] {
	const shown = steps.map((step) => presentStep(step, about));
	const [first, ...others] = steps.map(({obstacle}) => obstacle);
	return first !== undefined && others.every((obstacle) => isDeepStrictEqual(obstacle, first))
		? [
				[
					layout.style('red', '✖ Nothing can be changed from here'),
					...paragraph(shown[0]?.detail ?? '', layout),
					...paragraph(`This applies to: ${shown.map(({title}) => title).join(', ')}.`, layout),
				],
			]
		: shown.map((step) => stepLines(step, layout));
}

function stepLines(step: StepInWords, layout: Layout): string[] {
	const {title, detail, effects, reason, diff, isBlocked} = step;
	const {sign, word, colour} = stepMark(step);
	const why = reason === undefined ? '' : ` (${reasonWords[reason]})`;
	const what = isBlocked ? 'cannot be done from here' : `${word}${why}`;
	return [
		layout.style(colour, `${sign} ${visible(title)}: ${what}`),
		...paragraph(detail, layout),
		...effects.flatMap((effect) => paragraph(effect, layout)),
		...diffLines(diff, layout),
	];
}

/** Lines of a diff, indented and harmless, in the usual colours. They are not wrapped: they are to be compared. */
export function diffLines(diff: readonly string[], {style}: Layout): string[] {
	return diff.map((line) => {
		const text = `    ${visible(line)}`;
		switch (line[0]) {
			case '+':
				return style('green', text);
			case '-':
				return style('red', text);
			case '@':
				return style('cyan', text);
			default:
				return text;
		}
	});
}

function untouchedSections(plan: Plan, layout: Layout): string[][] {
	const untouched = untouchedInWords(plan);
	return untouched.length === 0
		? []
		: [
				[
					layout.style('bold', 'Not touched'),
					...untouched.flatMap((text) => {
						const [head = '', ...rest] = paragraph(text, layout, 4);
						return [`  - ${head.trimStart()}`, ...rest];
					}),
				],
			];
}

function countText({steps}: Plan): string {
	const blocked = steps.filter(({obstacle}) => obstacle !== undefined).length;
	const changes = steps.filter(({action, obstacle}) => action !== 'none' && obstacle === undefined);
	const nothing = steps.length - blocked - changes.length;
	return [
		changes.length === 0 ? 'Nothing to change' : `${changes.length} to create or change`,
		...(blocked === 0 ? [] : [`${blocked} that cannot be done from here`]),
		...(nothing === 0 ? [] : [`${nothing} already right`]),
	].join(', ');
}

/** What came of one step. */
export function resultLines(
	title: string,
	{status, detail, backup}: Pick<ShownResult, 'status' | 'detail' | 'backup'>,
	layout: Layout,
): string[] {
	const {sign, colour, word} = resultMarks[status];
	return [
		layout.style(colour, `${sign} ${visible(title)}: ${word}`),
		...paragraph(detail, layout),
		...(backup === undefined ? [] : [`  Backup: ${visible(backup)}`]),
	];
}

/** Says how the run is undone. */
export async function sayUndoCommand(
	run: string,
	asked: Pick<ApplyAsked, 'backups' | 'profile' | 'practice'>,
	{say}: Voice,
): Promise<void> {
	await say(`\nTo undo this run: ${visible(undoCommand(run, asked))}`);
}

/** What to do where one may not make the role: an organization may demand more of it. */
export function roleDemandLines({about}: Plan, asked: ApplyAsked, layout: Layout): string[] {
	const {connection, vendorPrincipals} = about;
	const {externalId, roleName = '', rolePath = '/'} = connection;
	const vendorAccount = accountOf(vendorPrincipals[0]);
	const isAtRoot = rolePath === '/';
	return [
		...paragraph(
			'If your organization demands a permissions boundary or tags of every new role, run this again with them:',
			layout,
			0,
		),
		`  ${visible(againCommand(asked))}`,
		...paragraph(
			`Or create the role by hand with them, then run this again: ${createRolePath}. Account ID ${vendorAccount}, ${externalId === undefined ? 'no external ID' : `external ID ${externalId}`}, role name ${roleName}.${
				isAtRoot
					? ''
					: ` The console only creates roles with the path /; for ${rolePath} use the AWS command line (aws iam create-role --path).`
			}`,
			layout,
			0,
		),
		`  ${visible(createRoleUrl(vendorAccount, externalId))}`,
	];
}

/** The command as it was given, with a place for what a role can get that is made. */
function againCommand({
	file,
	flags,
	profile,
	practice,
	backups,
	leastPrivilege,
	json,
	yes,
	permissionsBoundary,
	tag = [],
}: ApplyAsked): string {
	const words = (name: string, value: string | undefined) =>
		value === undefined ? [] : [`--${fieldFlag(name)}`, shellWord(value)];
	const flagged = (name: string, isGiven: boolean | undefined) =>
		isGiven === true ? [`--${fieldFlag(name)}`] : [];
	return [
		ownCommand('apply'),
		...(file === undefined ? [] : [shellWord(file)]),
		...Object.entries(flags).flatMap(([name, value]) => words(name, value)),
		...flagged('leastPrivilege', leastPrivilege),
		...words('backups', backups),
		...words('profile', profile),
		...flagged('practice', practice),
		...flagged('json', json),
		...flagged('yes', yes),
		...words('permissionsBoundary', permissionsBoundary ?? 'ARN'),
		...(tag.length === 0 ? ['KEY=VALUE'] : tag).flatMap((text) => words('tag', text)),
	].join(' ');
}

/** What the verification still finds wrong, each in a line or two. */
export function failureLines(checks: readonly Check[], layout: Layout): string[] {
	const {sign, colour} = statusMarks.fail;
	return checks
		.filter(({status}) => status === 'fail')
		.flatMap(({id, title, reason}) => [
			`${layout.style(colour, `${sign} ${visible(title)}`)}   ${layout.style('dim', id)}`,
			...paragraph(reason, layout),
		]);
}
