import {Box} from 'ink';
import {useContext, useState} from 'react';
import {type RoleExtras, readRoleExtras, tagText} from '../../../connection/index.ts';
import {quoted} from '../../../problems.ts';
import {FieldLabel, ProblemLines, Text, TextField, wrapText} from '../../components/index.ts';
import {useBodySize} from '../../hooks/index.ts';
import {on, shown, usualKeys} from '../../keys.ts';
import {Screen, StepHeading, SurroundingsContext} from '../../screen.tsx';
import type {StepProps} from '../../step-screen.ts';
import {theme} from '../../theme.ts';

type Props = StepProps & {
	readonly accountId: string;
	/** What was given before. */
	readonly extras: RoleExtras;
	readonly onGiven: (extras: RoleExtras) => void;
	readonly onByHand: () => void;
	readonly onBack: () => void;
};

type FieldName = 'boundary' | 'tags';

const labels = {boundary: 'Boundary', tags: 'Tags'} as const;
const labelWidth = 11;

/** No tag has a comma, so that several of them can stand in one line. */
const separator = ', ';

/** The tags in what was typed or pasted, with commas or line breaks between them. */
function tagsIn(text: string): string[] {
	return text
		.split(/[,\r\n]/)
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}

/** Asks for what an organization may demand of every new role, once AWS has refused one without. */
export function RoleDemands(props: Props) {
	const {accountId, extras, onGiven, onByHand, onBack} = props;
	const {onHelp} = useContext(SurroundingsContext);
	const [boundary, setBoundary] = useState(extras.permissionsBoundary ?? '');
	const [tags, setTags] = useState(extras.tags.map(tagText).join(separator));
	const [focus, setFocus] = useState<FieldName>('boundary');
	const [judged, setJudged] = useState<readonly FieldName[]>([]);

	const read = (given: {readonly boundary: string; readonly tags: string}) => {
		const trimmed = given.boundary.trim();
		const {extras: fitting, problems} = readRoleExtras(
			{
				...(trimmed !== '' && {permissionsBoundary: trimmed}),
				tags: tagsIn(given.tags),
			},
			accountId,
		);
		const ofTag = problems.find(({field}) => field === 'tag');
		return {
			fitting,
			boundary: problems.find((problem) => problem.field !== 'tag'),
			// Of several tags in one line it has to be said which one.
			tags:
				ofTag?.value === undefined
					? ofTag
					: {...ofTag, rule: `${quoted(ofTag.value)}: ${ofTag.rule}`},
		};
	};

	const values = {boundary, tags};
	const found = read(values);
	const move = () => setFocus(focus === 'boundary' ? 'tags' : 'boundary');
	const submit = (text: string) => {
		const checked = read({...values, [focus]: text});
		if (checked[focus] !== undefined) {
			setJudged([...judged, focus]);
			return;
		}

		if (focus === 'boundary') {
			setFocus('tags');
			return;
		}

		if (checked.boundary !== undefined) {
			setJudged(['boundary', 'tags']);
			setFocus('boundary');
			return;
		}

		onGiven(checked.fitting);
	};
	const change = (name: FieldName) => (text: string) => {
		setJudged(judged.filter((other) => other !== name));
		(name === 'tags' ? setTags : setBoundary)(text);
	};

	return (
		<Screen
			keys={[
				shown('next'),
				on('nextField', move),
				on('previousField', move),
				on('byHand', onByHand, 'I create it by hand'),
				...usualKeys(onBack),
			]}
		>
			<StepHeading>What your organization demands of a new role</StepHeading>
			<Intro isCrowded={judged.includes(focus) && found[focus] !== undefined} />
			{(['boundary', 'tags'] as const).map((name) => {
				const problem = judged.includes(name) ? found[name] : undefined;
				return (
					<Box key={name} flexDirection="column" flexShrink={0}>
						<Box>
							<FieldLabel
								label={labels[name]}
								width={labelWidth}
								hasFocus={focus === name}
								isWrong={problem !== undefined}
							/>
							<TextField
								value={values[name]}
								placeholder={
									name === 'boundary'
										? `arn:aws:iam::${accountId}:policy/...`
										: 'CostCenter=1234, Team=media'
								}
								isActive={focus === name}
								onChange={change(name)}
								onSubmit={submit}
								onHelp={onHelp}
								{...(name === 'tags' && {
									onPaste(text: string) {
										change('tags')([...tagsIn(tags), ...tagsIn(text)].join(separator));
										return undefined;
									},
								})}
							/>
						</Box>
						{problem === undefined || focus !== name ? null : (
							<Box flexDirection="column" marginLeft={labelWidth}>
								<ProblemLines problem={problem} />
							</Box>
						)}
					</Box>
				);
			})}
		</Screen>
	);
}

/** Rows of the body in which there is room for these words beside what is wrong. */
const roomForBoth = 16;

/** Stands inside of the frame, which says how much room there is. */
function Intro({isCrowded}: {readonly isCrowded: boolean}) {
	const {columns, rows} = useBodySize();
	if (isCrowded && rows < roomForBoth) {
		return <Box height={1} flexShrink={0} />;
	}

	const lines = wrapText(
		'AWS refused to create the role. Many organizations demand a permissions boundary (the ARN of a policy) or tags of every new role. Ask your administrator which, and leave empty what is not demanded.',
		columns,
	);
	return (
		<Box flexShrink={0} marginBottom={1}>
			<Text color={theme.dim}>{lines.join('\n')}</Text>
		</Box>
	);
}
