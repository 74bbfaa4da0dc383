import headless, {type IBuffer, type IModes} from '@xterm/headless';

/** A terminal emulator without a window: what a program wrote goes in, what a person would see comes out. */
export class EmulatedScreen {
	protected readonly emulator: InstanceType<typeof headless.Terminal>;
	readonly #clipboard: string[] = [];
	#cursorVisible = true;
	#output = '';

	constructor(columns: number, rows: number) {
		this.emulator = new headless.Terminal({
			cols: columns,
			rows,
			scrollback: 5000,
			allowProposedApi: true,
		});
		const {parser} = this.emulator;
		const isCursor = (parameters: ReadonlyArray<number | number[]>) => parameters.includes(25);
		parser.registerCsiHandler({prefix: '?', final: 'h'}, (parameters) => {
			this.#cursorVisible ||= isCursor(parameters);
			return false;
		});
		parser.registerCsiHandler({prefix: '?', final: 'l'}, (parameters) => {
			this.#cursorVisible &&= !isCursor(parameters);
			return false;
		});
		parser.registerOscHandler(52, (data) => {
			const payload = data.slice(data.indexOf(';') + 1);
			if (payload !== '?') {
				this.#clipboard.push(Buffer.from(payload, 'base64').toString('utf8'));
			}

			return true;
		});
	}

	/** The terminal's modes as the program set them: bracketed paste, mouse and so on. */
	get modes(): IModes {
		return this.emulator.modes;
	}

	/** The cells of the buffer that is shown, for drawing. */
	get buffer(): IBuffer {
		return this.emulator.buffer.active;
	}

	get columns(): number {
		return this.emulator.cols;
	}

	get rows(): number {
		return this.emulator.rows;
	}

	/** The visible rows as parsed so far, without blanks at the ends of the rows. */
	screen(): string {
		const {buffer} = this;
		return Array.from({length: this.rows}, (_, row) =>
			(
				buffer.getLine(buffer.baseY + row)?.translateToString(true, 0, this.columns) ?? ''
			).trimEnd(),
		).join('\n');
	}

	/**
	 * The primary buffer's text with what scrolled away: what the user still sees after the program ended. Wrapped rows are
	 * joined, blank lines at the end dropped.
	 */
	scrollback(): string {
		const buffer = this.emulator.buffer.normal;
		const lines: string[] = [];
		for (let row = 0; row < buffer.length; row++) {
			const line = buffer.getLine(row);
			const isContinued = buffer.getLine(row + 1)?.isWrapped === true;
			const text = line?.translateToString(!isContinued, 0, this.columns) ?? '';
			lines.push(line?.isWrapped === true ? `${lines.pop() ?? ''}${text}` : text);
		}

		return lines
			.map((line) => line.trimEnd())
			.join('\n')
			.trimEnd();
	}

	/** What the program wrote, escape sequences included. */
	output(): string {
		return this.#output;
	}

	/** How many bytes the program wrote so far. */
	bytesWritten(): number {
		return Buffer.byteLength(this.#output);
	}

	/** The texts that the program sent to the terminal's clipboard (OSC 52), decoded, in order. */
	clipboard(): string[] {
		return [...this.#clipboard];
	}

	isAlternateScreen(): boolean {
		return this.buffer.type === 'alternate';
	}

	cursorVisible(): boolean {
		return this.#cursorVisible;
	}

	/** What the program switched on in the terminal and has not switched off, in words. */
	modesLeftBehind(): string[] {
		const {modes} = this;
		return [
			...(this.isAlternateScreen() ? ['the alternate screen was not left'] : []),
			...(this.cursorVisible() ? [] : ['the cursor is hidden']),
			...(modes.bracketedPasteMode ? ['bracketed paste is on'] : []),
			...(modes.mouseTrackingMode === 'none' ? [] : ['the mouse is tracked']),
			...(modes.sendFocusMode ? ['changes of focus are reported'] : []),
			...(modes.applicationCursorKeysMode ? ['the cursor keys are in application mode'] : []),
			...(modes.synchronizedOutputMode ? ['synchronized output is on'] : []),
		];
	}

	/** Takes in what the program wrote. */
	protected feed(data: string): void {
		this.#output += data;
		this.emulator.write(data);
	}

	/** Waits until all that was taken in is on the screen. */
	protected async parsed(): Promise<void> {
		await new Promise<void>((resolve) => {
			this.emulator.write('', resolve);
		});
	}
}
