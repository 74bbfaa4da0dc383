import {confusedDeputyPage} from '../../aws/index.ts';
import {shown, usualKeys} from '../keys.ts';
import {askedInputs, inputNames, inputsQuestion, whatInputsAre} from '../questions/inputs.ts';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {beforeTexts, useBeforeAws} from './before-aws.ts';
import {TypedScreen} from './TypedScreen.tsx';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: InputsStep,
	help: (profile) => {
		const asked = askedInputs(profile);
		return {
			what: `${asked.map(({label}) => label).join(', ')}: ${whatInputsAre(profile)}`,
			where: [
				...beforeTexts(inputNames(profile), profile),
				asked.map(({where}) => where).join(' '),
			].join('\n'),
			ifWrong: asked.map(({ifWrong}) => ifWrong).join(' '),
			...(profile.tenant !== undefined && {pages: [confusedDeputyPage]}),
		};
	},
};

/** The values that only this vendor asks for, e.g. iconik's system domain ID. */
function InputsStep(props: StepProps) {
	const {state, profile} = props;
	const {keys, texts} = useBeforeAws(props, inputNames(profile));
	return (
		<TypedScreen
			{...props}
			step="inputs"
			question={inputsQuestion(profile, state.answers, texts)}
			keys={[
				shown('next'),
				...keys,
				inputNames(profile).length > 1 && shown('nextField'),
				...usualKeys(),
			]}
		/>
	);
}
