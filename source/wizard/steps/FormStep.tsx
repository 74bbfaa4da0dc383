import {checkConnection} from '../../connection/index.ts';
import {formPlace, formValues, vendorSteps} from '../../documents/index.ts';
import {finalFields, formRoles} from '../../words/vendor/index.ts';
import {answersAsConnection} from '../answers.ts';
import {CopyList, Text} from '../components/index.ts';
import {useCopy} from '../hooks/index.ts';
import {hidden, on, shown, usualKeys} from '../keys.ts';
import {guideNotes} from '../questions/guide.ts';
import {Screen} from '../screen.tsx';
import type {StepProps, StepScreen} from '../step-screen.ts';
import {theme} from '../theme.ts';

/** The screen of this step. */
export const screen: StepScreen = {
	Component: FormStep,
	help: ({name, form: {where, statement}}) => ({
		what:
			statement === undefined
				? `The form in ${name}, with its own labels in its own order. Press a number to copy a value.`
				: `What ${name} has in place of a form: ${statement.label} to paste there. Press 1 to copy it.`,
		where: where.map(({text}) => text).join(' Or: '),
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
	const {statement} = profile.form;
	const {after} = vendorSteps(connection, profile);
	const roles = formRoles(profile);
	const final = finalFields(items, profile);
	return (
		<Screen
			keys={[
				shown('copyNumber'),
				on('saveFile', () =>
					save(
						items
							.map(({label, value, isStatement}) =>
								isStatement ? `${value}\n` : `${label}: ${value}\n`,
							)
							.join(''),
						`${connection.bucket}-form-values.txt`,
						'form-values',
					),
				),
				shown('scroll'),
				on('next', () => dispatch({type: 'next'})),
				hidden('copyAddress'),
				...usualKeys(),
			]}
		>
			<Text bold color={theme.heading}>
				{statement === undefined ? 'Fill in the form in' : `Run this ${statement.label} in`}{' '}
				{profile.name}
			</Text>
			<CopyList
				before={[
					`Where: ${formPlace(connection, profile)}`,
					...(roles === undefined ? [] : [roles]),
					...(final === undefined ? [] : [final]),
				]}
				items={items}
				after={[
					...guideNotes('form', profile, state.answers).notes.map(({text}) => text),
					...after.map(
						(step, index) =>
							`${index === 0 ? 'When the rest is done too' : 'Then'}, in ${profile.name}: ${step}`,
					),
					'This screen stays until you press Enter.',
				]}
				copied={(item) => state.copied[`form:${item.label}`] === item.value}
				onCopy={(item) => copy(item.value, item.label, `form:${item.label}`)}
			/>
		</Screen>
	);
}
