import {useLayoutEffect} from 'react';
import {confusedDeputyPage} from '../../aws/index.ts';
import type {Answers} from '../answers.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {idsOfRole} from '../questions/pick.ts';
import {askingOf, ownExternalIdQuestion, shownExternalIdQuestion} from '../questions/typed.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {beforeTexts, useBeforeAws} from './before-aws.ts';
import {TypedScreen} from './TypedScreen.tsx';
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
			pages: [confusedDeputyPage],
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
		<TypedScreen
			{...props}
			step="external-id"
			question={ownExternalIdQuestion(askingOf(state, profile), isOfRole)}
			keys={[
				shown('next'),
				on('generate', () => {
					dispatch({type: 'answer', answers: {externalId: services.randomId()}});
					onMessage('A new random external ID.');
				}),
				shown('clear'),
				...usualKeys(),
			]}
			onDone={onDone}
		/>
	);
}

/** One that the vendor made up: with any other, the role would shut it out. */
function AskForOne({onDone, ...props}: AskProps) {
	const {state, profile} = props;
	const {keys, texts} = useBeforeAws(props, ['externalId']);
	return (
		<TypedScreen
			{...props}
			step="external-id"
			question={shownExternalIdQuestion(askingOf(state, profile), texts)}
			keys={[shown('next'), ...keys, shown('clear'), ...usualKeys()]}
			onDone={onDone}
		/>
	);
}
