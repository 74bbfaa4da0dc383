import {checkConnection} from '../../connection/index.ts';
import {formValues} from '../../documents/index.ts';
import {answersAsConnection} from '../answers.ts';
import {CopyList, Text} from '../components/index.ts';
import {useCopy} from '../hooks/index.ts';
import {on, shown, usualKeys} from '../keys.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: FormStep,
	help: (profile) => ({
		what: `The form in ${profile.name}, with its own labels in its own order. Press a number to copy a value.`,
		where: profile.form.where,
		ifWrong:
			'A value that differs from the policies by one character is enough for "Access Denied". Copy, do not type.',
	}),
};

/** The vendor's form, in its own labels and order. The screen stays until it is left: the form may come several times. */
function FormStep(props: StepProps) {
	const {state, profile, dispatch, services, onMessage} = props;
	const {connection} = checkConnection(answersAsConnection(state.answers, profile), profile);
	const {copy, save} = useCopy({services, dispatch, onMessage});
	const items = formValues(connection, profile);
	return (
		<Screen
			keys={[
				shown('copyNumber'),
				on('saveFile', () =>
					save(
						items.map(({label, value}) => `${label}: ${value}\n`).join(''),
						`${connection.bucket}-form-values.txt`,
						'form-values',
					),
				),
				shown('scroll'),
				on('next', () => dispatch({type: 'next'})),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				Fill in the form in {profile.name}
			</Text>
			<CopyList
				before={[`Where: ${profile.form.where}`]}
				items={items}
				after={[
					...(profile.form.note === undefined ? [] : [profile.form.note]),
					'This screen stays until you press Enter.',
				]}
				copied={(item) => state.copied[`form:${item.label}`] === item.value}
				onCopy={(item) => copy(item.value, item.label, `form:${item.label}`)}
			/>
		</Screen>
	);
}
