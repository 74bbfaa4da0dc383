import {Box} from 'ink';
import {useState} from 'react';
import {type ByField, baseFields, type FieldName, tidyInput} from '../../connection/index.ts';
import type {Problem} from '../../errors.ts';
import {visible} from '../../problems.ts';
import type {Answers} from '../answers.ts';
import {useBodySize, useKeys} from '../hooks/index.ts';
import {on} from '../keys.ts';
import type {FieldLook} from '../questions/question.ts';
import {symbols, theme} from '../theme.ts';
import {FieldLabel} from './FieldLabel.tsx';
import {ProblemLines} from './ProblemLines.tsx';
import {Text} from './Text.tsx';
import {TextField} from './TextField.tsx';

export type Field = FieldLook & {
	readonly name: FieldName;
	readonly label: string;
	readonly isOptional?: boolean;
	/** Set where several lines make one value: a list of principals. */
	readonly takesLines?: boolean;
	/** What is wrong with the value, given all values of the group. */
	problem(values: Answers): Problem | undefined;
	/** What is to be asked of a value that fits and may be meant all the same, to be answered with a typed yes. */
	doubts?(values: Answers): string | undefined;
	/** Told that the value is meant. */
	onMeant?(value: string): void;
};

type Props = {
	readonly fields: readonly Field[];
	readonly values: Answers;
	readonly isActive?: boolean;
	readonly onChange: (values: Answers) => void;
	/** Told of all values, once they fit. */
	readonly onDone: (values: Answers) => void;
	readonly onMessage: (message: string) => void;
	readonly onHelp: () => void;
};

function RemarkLine({remark}: {readonly remark: string | {readonly doubt: string}}) {
	return typeof remark === 'string' ? (
		<Text color={theme.success}>
			{symbols.success} {remark}
		</Text>
	) : (
		<Text color={theme.warning}>
			{symbols.warning} {remark.doubt}
		</Text>
	);
}

/** What was pasted, of which a field takes one line: the first that holds anything. */
function firstLine(text: string): {readonly line: string; readonly isCut: boolean} {
	const lines = text.split(/\r\n?|\n/u).filter((line) => line.trim() !== '');
	return {line: lines[0] ?? '', isCut: lines.length > 1};
}

/** What a field says about others, once it fits. */
function givenBy(field: Field, all: Answers): Answers {
	return field.problem(all) === undefined ? (field.gives?.(all[field.name] ?? '') ?? {}) : {};
}

const onlyFirstLine = 'Several lines were given; only the first one is taken.';

/** Rows beside the fields: the question above them, some air, and what is said to the field that has the focus. */
const rowsForOthers = 4;

/** A question that only a typed yes answers. */
function TypedYes({
	question,
	isActive,
	onYes,
	onNo,
}: {
	readonly question: string;
	readonly isActive: boolean;
	readonly onYes: () => void;
	readonly onNo: () => void;
}) {
	const [typed, setTyped] = useState('');
	return (
		<Box flexDirection="column" flexShrink={0} marginTop={1}>
			<Text color={theme.warning} wrap="wrap">
				{symbols.warning} {question}
			</Text>
			<TextField
				label="Type yes"
				value={typed}
				placeholder="yes, or Enter to correct it"
				isActive={isActive}
				onChange={setTyped}
				onSubmit={(text) => (/^\s*yes\s*$/iu.test(text) ? onYes() : onNo())}
			/>
		</Box>
	);
}

/**
 * Text fields under one another. Enter goes to the next one, and from the last one on, once all values fit; Tab moves
 * freely. What was pasted is tidied (white space, a whole ARN where a name is asked), and what was done to it is said.
 */
export function FieldGroup({
	fields,
	values,
	isActive = true,
	onChange,
	onDone,
	onMessage,
	onHelp,
}: Props) {
	const [focus, setFocus] = useState(0);
	const [judged, setJudged] = useState<ReadonlySet<string>>(
		() => new Set(fields.filter((field) => values[field.name]).map((field) => field.name)),
	);
	const [askingName, setAsking] = useState<FieldName>();
	const asking = fields.find(({name}) => name === askingName);
	const [conflicts, setConflicts] = useState<ByField<Problem>>({});
	const {columns, rows} = useBodySize();
	const labelWidth = Math.max(...fields.map((field) => field.label.length)) + 3;

	const problemOf = (field: Field, all: Answers): Problem | undefined =>
		field.isOptional && !all[field.name]
			? undefined
			: (conflicts[field.name] ?? field.problem(all));

	const tidied = (field: Field, given: string): Answers => {
		const {line, isCut} =
			field.takesLines === true ? {line: given, isCut: false} : firstLine(given);
		const {value, notes, also} = tidyInput(field.name, line);
		const changes: Record<string, string> = {[field.name]: value};
		const said = [...(isCut ? [onlyFirstLine] : []), ...notes];
		let conflict: Problem | undefined;
		for (const [name, found] of Object.entries(also ?? {})) {
			const other = fields.find((candidate) => candidate.name === name);
			const known = baseFields.find((base) => base.name === name);
			const there = known && values[known.name];
			if (found === undefined || found === there) {
				continue;
			}

			if (other !== undefined && (!there || other.followsOthers)) {
				changes[name] = found;
				said.push(`${other.label} also taken from it: ${found}.`);
			} else if (there && other !== undefined) {
				said.push(`Careful: it says ${known?.label} ${found}, and your answer was ${there}.`);
			} else if (there) {
				conflict = {
					field: field.name,
					value: line,
					rule: `This says ${known?.label} ${found}, and your answer was ${there}. Give one that fits, or go back and correct that.`,
				};
				changes[field.name] = line.trim();
			}
		}

		const besides = conflict === undefined ? givenBy(field, {...values, ...changes}) : {};
		for (const {name, label} of fields) {
			const found = besides[name];
			if (found !== undefined && !values[name] && changes[name] === undefined) {
				changes[name] = found;
				said.push(`${label} also taken from it: ${found}.`);
			}
		}

		const {[field.name]: _, ...others} = conflicts;
		setConflicts(conflict === undefined ? others : {...others, [field.name]: conflict});
		if (conflict !== undefined) {
			setJudged(new Set([...judged, field.name]));
			return changes;
		}

		if (said.length > 0) {
			onMessage(`${field.label}: ${said.map(visible).join(' ')}`);
		}

		return changes;
	};

	const settle = (field: Field, text: string): Answers => {
		const changes = tidied(field, text);
		onChange(changes);
		setJudged(new Set([...judged, ...Object.keys(changes)]));
		return {...values, ...changes};
	};

	const move = (step: number) => {
		const field = fields[focus];
		if (field !== undefined && values[field.name]) {
			settle(field, values[field.name] ?? '');
		}

		setFocus((focus + step + fields.length) % fields.length);
	};

	const askOrGoOn = (all: Answers, meant?: FieldName) => {
		const doubtful = fields.find(
			(candidate) => candidate.name !== meant && candidate.doubts?.(all) !== undefined,
		);
		setAsking(doubtful?.name);
		if (doubtful === undefined) {
			onDone(all);
		}
	};

	const submit = (text: string) => {
		const field = fields[focus];
		if (field === undefined) {
			return;
		}

		// What can mean one thing only need not be typed to its end.
		const [only, ...others] = field.suggest?.(text) ?? [];
		const all = settle(field, only !== undefined && others.length === 0 ? only.value : text);
		if (problemOf(field, all) !== undefined) {
			return;
		}

		if (focus < fields.length - 1) {
			setFocus(focus + 1);
			return;
		}

		const wrong = fields.findIndex((candidate) => problemOf(candidate, all) !== undefined);
		if (wrong === -1) {
			askOrGoOn(all);
			return;
		}

		setJudged(new Set(fields.map((candidate) => candidate.name)));
		setFocus(wrong);
	};

	useKeys(
		[
			fields.length > 1 && on('nextField', () => move(1)),
			fields.length > 1 && on('previousField', () => move(-1)),
		],
		{isActive},
	);

	const question = asking?.doubts?.(values);
	// So that the field one types into stays in sight below what is wrong with those above it.
	const roomOfOthers = {
		rows: Math.max(
			1,
			Math.floor((rows - rowsForOthers - fields.length) / Math.max(1, fields.length - 1)),
		),
		columns: columns - labelWidth,
	};
	return (
		<Box flexDirection="column" flexGrow={1} flexShrink={1} flexBasis={0}>
			{fields.map((field, index) => {
				const value = values[field.name] ?? '';
				const hasFocus = isActive && index === focus && asking === undefined;
				const problem = judged.has(field.name) ? problemOf(field, values) : undefined;
				const fitting = value !== '' && field.problem(values) === undefined;
				const remark = fitting ? (field.describe?.(value) ?? 'fits') : undefined;
				const suggestions = hasFocus && !fitting ? (field.suggest?.(value) ?? []) : [];
				return (
					<Box key={field.name} flexDirection="column" flexShrink={0}>
						<Box>
							<FieldLabel label={field.label} width={labelWidth} hasFocus={hasFocus} />
							<TextField
								value={value}
								placeholder={field.placeholder ?? ''}
								isActive={hasFocus}
								onChange={(text) => {
									const {[field.name]: _, ...others} = conflicts;
									setConflicts(others);
									onChange({[field.name]: text});
									setJudged(new Set([...judged].filter((name) => name !== field.name)));
								}}
								onSubmit={submit}
								onHelp={onHelp}
								onPaste={(text) => {
									if (value === '') {
										onChange(tidied(field, text));
										return undefined;
									}

									const {line, isCut} = firstLine(text);
									if (isCut) {
										onMessage(`${field.label}: ${onlyFirstLine}`);
									}

									return field.takesLines === true ? text.replaceAll(/\s+/gu, ' ') : line;
								}}
							/>
						</Box>
						<Box flexDirection="column" marginLeft={labelWidth}>
							{problem === undefined ? null : (
								<ProblemLines problem={problem} {...(hasFocus ? {} : {room: roomOfOthers})} />
							)}
							{/* A question needs the room, and its field has to be in sight. */}
							{remark === undefined || asking !== undefined ? null : <RemarkLine remark={remark} />}
							{suggestions.map(({value: suggested, about}) => (
								<Text key={suggested} color={theme.dim} wrap="truncate">
									{suggested}
									{'   '}
									{about}
								</Text>
							))}
						</Box>
					</Box>
				);
			})}
			{question === undefined || asking === undefined ? null : (
				<TypedYes
					question={question}
					isActive={isActive}
					onYes={() => {
						asking.onMeant?.(values[asking.name] ?? '');
						askOrGoOn(values, asking.name);
					}}
					onNo={() => {
						setFocus(fields.indexOf(asking));
						setAsking(undefined);
					}}
				/>
			)}
		</Box>
	);
}
