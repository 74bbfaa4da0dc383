import {describe, expect, test} from 'vitest';
import {Text} from '../../../source/wizard/components/index.ts';
import {StyledText} from '../../../source/wizard/components/Text.tsx';
import {rawControlIn} from '../../support/controls.ts';
import {renderAt} from '../support/render-at.ts';

const red = '\u{1B}[31mred\u{1B}[39m';

describe('a text on a screen', () => {
	test('shows what a terminal would obey', () => {
		const {coloredFrame, instance} = renderAt(
			<Text>
				{'a'}
				{red} {'b\u{202E}'}
			</Text>,
		);
		expect(coloredFrame()).toContain('a\\u001b[31mred\\u001b[39m b\\u202e');
		expect(rawControlIn(coloredFrame())).toBeUndefined();
		instance.unmount();
	});

	test('keeps the colours that the program gave it', () => {
		const {coloredFrame, instance} = renderAt(
			<StyledText>{`${red} \u{1B}[2J\u{200B}`}</StyledText>,
		);
		expect(coloredFrame()).toContain(`${red} \\u001b[2J\\u200b`);
		instance.unmount();
	});
});
