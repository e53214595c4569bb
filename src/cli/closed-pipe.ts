import { EXIT } from './terminal';

/**
 * Says what happens when a stream takes no more. A reader that has seen enough (`cpd tree | head -1`) is no error: the
 * exit code stays the command's own. Anything else, such as a full disk, is.
 */
export function onWriteError(stream: NodeJS.WriteStream, complaints: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    process.exitCode = EXIT.unusable;
    if (stream !== complaints) complaints.write(`cpd: the output must be written as a whole, got ${error.message}\n`);
  });
}
