import {useLayoutEffect} from 'react';
import {confusedDeputyPage} from '../../aws/index.ts';
import type {Answers} from '../answers.ts';
import {Notes, Paragraph, Text} from '../components/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {idsOfRole} from '../questions/pick.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';
import {BeforeAws, beforeTexts, useBeforeAws} from './BeforeAws.tsx';
import {guideNotes} from './guide.ts';
import {Questions} from './Questions.tsx';
import {useSettle} from './use-settle.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: ExternalIdStep,
	help: (profile) => {
		const {name, externalId} = profile;
		return {
			what: `A text that ${name} sends each time it assumes the role, and that the role requires. It keeps other customers of ${name} from reaching your bucket through it.`,
			where:
				externalId.from === 'vendor'
					? [...beforeTexts(['externalId'], profile), externalId.where].join('\n')
					: `A random one is generated here. If you have already agreed on one, type that instead.\n${externalIdRules}`,
			ifWrong: `If the role requires a different external ID than the vendor sends, even by a blank at the end, all access is denied. Without one, another customer of ${name} could have your role used for it: AWS calls that the confused deputy problem, ${confusedDeputyPage}`,
		};
	},
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const externalIdRules =
	'The rules of AWS: type String, a free text; 2 to 1,224 characters; pattern [\\w+=,.@:\\/-]*, which is letters, digits and _ + = , . @ : / -';

/** The external ID: made up here, or the one that the vendor's product shows. */
function ExternalIdStep(props: StepProps) {
	const {state, dispatch, profile} = props;
	const {settle, screen: decision} = useSettle({
		state,
		dispatch,
		step: 'external-id',
		onCorrect: () => undefined,
	});
	if (decision !== null) {
		return decision;
	}

	return profile.externalId.from === 'vendor' ? (
		<AskForOne {...props} onDone={settle} />
	) : (
		<MakeOne {...props} onDone={settle} />
	);
}

type AskProps = StepProps & {readonly onDone: (answers: Answers) => void};

/** A random one, or the one that was agreed upon. */
function MakeOne({onDone, ...props}: AskProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const guide = guideNotes('external-id', profile, state.answers);
	const isUntouched = state.answers.externalId === undefined;
	const [asked] = idsOfRole(state);
	const isOfRole = asked !== undefined && state.answers.externalId === asked;
	// In place before the next key: whoever types ahead means what they would see.
	useLayoutEffect(() => {
		if (isUntouched) {
			dispatch({
				type: 'answer',
				answers: {externalId: asked ?? services.randomId()},
			});
		}
	}, [isUntouched, dispatch, services, asked]);

	return (
		<Screen
			keys={[
				shown('next'),
				on('generate', () => {
					dispatch({type: 'answer', answers: {externalId: services.randomId()}});
					onMessage('A new random external ID.');
				}),
				shown('clear'),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				Which external ID will {profile.name} send?
			</Text>
			<Questions
				{...props}
				step="external-id"
				onDone={onDone}
				looks={{externalId: {placeholder: '2 to 1,224 characters'}}}
			/>
			<Notes
				notes={[
					{
						text: isOfRole
							? `Your role asks for this one already: press Enter to keep it, unless ${profile.name} sends another one.`
							: `A random one, like this, is good: press Enter to keep it. If you have agreed on one with ${profile.name}, press Ctrl+U and type that. Your role requires it, and ${profile.name} sends it; it is case-sensitive.`,
					},
					{
						text: 'A free text of 2 to 1,224 letters, digits and _ + = , . @ : / -',
					},
					...guide.notes,
				]}
				hasMore={guide.hasMore}
			/>
		</Screen>
	);
}

/** One that the vendor made up: with any other, the role would shut it out. */
function AskForOne({onDone, ...props}: AskProps) {
	const {name, externalId} = props.profile;
	const {example = '', where = ''} = externalId.from === 'vendor' ? externalId : {};
	const {keys, texts} = useBeforeAws(props, ['externalId']);
	return (
		<Screen keys={[shown('next'), ...keys, shown('clear'), ...usualKeys()]}>
			<Text bold color={theme.heading}>
				Which external ID does {name} show you?
			</Text>
			<Questions
				{...props}
				step="external-id"
				onDone={onDone}
				looks={{
					externalId: {
						placeholder: example,
						describe: () => `looks right; only ${name} knows whether it is yours`,
					},
				}}
			/>
			<BeforeAws texts={texts} />
			<Paragraph>Where do I find it? {where}</Paragraph>
			<Paragraph>
				{name} makes it up, so copy it from there: with any other, your role would refuse {name}. It
				is case-sensitive.
			</Paragraph>
		</Screen>
	);
}
