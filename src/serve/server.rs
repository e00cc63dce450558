//! Takes connections on this machine and answers each: one request, one answer.

use super::answer::{self, Answer};
use super::dress;
use super::news::News;
use super::request::{self, MOST_BYTES, Refused, Request, Target};
use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Connections at one time; a browser opens six, and some wait until they are seen to be closed.
const MOST_CONNECTIONS: usize = 128;

/// How long a browser may take to say what it wants, or to take what it gets.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often a page that waits is told that we are still there, so that one that left is noticed.
const SIGN_OF_LIFE: Duration = Duration::from_secs(3);

/// What stands at a path of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file.
    File(Vec<u8>),
    /// A file as it was before something went wrong, and what that is.
    Earlier(Vec<u8>, String),
    /// It could not be made: why.
    Broken(String),
    /// No such file.
    Nothing,
}

/// Says what stands at a path, from the site's first folder.
pub type Look<'a> = &'a (dyn Fn(&str) -> Found + Sync);

/// Listens on a port of this machine, which no other machine reaches; 0 is any free one.
pub fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// What to type into a browser.
pub fn address(listener: &TcpListener) -> io::Result<String> {
    Ok(format!("http://127.0.0.1:{}/", port(listener)?))
}

fn port(listener: &TcpListener) -> io::Result<u16> {
    listener
        .local_addr()
        .as_ref()
        .map(SocketAddr::port)
        .map_err(|error| io::Error::new(error.kind(), error.to_string()))
}

/// Answers until the program ends. `tell` hears of every request what was asked and what the answer was.
pub fn serve(listener: &TcpListener, news: &News, look: Look<'_>, tell: &(dyn Fn(&str) + Sync)) -> io::Result<()> {
    let server = Server { port: port(listener)?, news, look, tell };
    let open = AtomicUsize::new(0);
    thread::scope(|scope| {
        for stream in listener.incoming() {
            // A browser that gave up, or too many open files: the next may do better.
            let Ok(stream) = stream else {
                thread::sleep(Duration::from_millis(10));
                continue;
            };
            if open.fetch_add(1, Ordering::SeqCst) >= MOST_CONNECTIONS {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (server, open) = (&server, &open);
            scope.spawn(move || {
                let _counted = Counted(open);
                // Whoever left does not miss the answer.
                let _ = server.answer(stream);
            });
        }
    });
    Ok(())
}

/// One connection, counted as long as it lives, however it ends.
struct Counted<'a>(&'a AtomicUsize);

impl Drop for Counted<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

struct Server<'a> {
    port: u16,
    news: &'a News,
    look: Look<'a>,
    tell: &'a (dyn Fn(&str) + Sync),
}

impl Server<'_> {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        stream.set_nodelay(true)?;
        let Some(request) = self.read(&mut stream)? else { return Ok(()) };
        let (is_head, answer) = match request {
            Err(refused) => (false, refusal(refused)),
            Ok(Request { is_head: false, target: Target::News(than) }) => return self.wait(&mut stream, &than),
            Ok(Request { is_head, target }) => {
                let answer = self.answer_to(&target);
                (self.tell)(&format!("{} {}", answer.status, name(&target)));
                (is_head, answer)
            }
        };
        answer.send(&mut stream, is_head)?;
        end(&mut stream)
    }

    /// The request; `None` where nothing came, or nothing whole.
    fn read(&self, stream: &mut TcpStream) -> io::Result<Option<Result<Request, Refused>>> {
        let mut head = Vec::new();
        let mut part = [0; 2048];
        while head.len() < MOST_BYTES {
            let count = stream.read(&mut part)?;
            if count == 0 {
                return Ok(None);
            }
            head.extend_from_slice(&part[..count]);
            if let Some(request) = request::read(&head, self.port) {
                return Ok(Some(request));
            }
        }
        Ok(Some(Err(Refused::Odd)))
    }

    fn answer_to(&self, target: &Target) -> Answer {
        match target {
            Target::File(path) => self.file(path),
            Target::Own(own) => match dress::own_file(own) {
                Some(text) => Answer::file(own, text.as_bytes().to_vec()),
                None => self.nothing(),
            },
            Target::News(_) | Target::Nowhere => self.nothing(),
        }
    }

    fn file(&self, path: &str) -> Answer {
        // Asked before the file is: a page that is newer than it says is loaded once too often, never too seldom.
        let (state, notice) = self.news.latest();
        let (bytes, notice) = match (self.look)(path) {
            Found::File(bytes) => (bytes, notice),
            Found::Earlier(bytes, why) => (bytes, Some(why)),
            Found::Broken(why) => {
                let page =
                    dress::plain("This page could not be made", "It is made again as soon as something changes.");
                return Answer::page("500 Internal Server Error", dress::dressed(&page, &state, Some(&why)));
            }
            Found::Nothing => return self.nothing(),
        };
        match String::from_utf8(bytes) {
            Ok(page) if answer::is_page(path) => {
                Answer::page("200 OK", dress::dressed(&page, &state, notice.as_deref()))
            }
            Ok(text) => Answer::file(path, text.into_bytes()),
            Err(other) => Answer::file(path, other.into_bytes()),
        }
    }

    fn nothing(&self) -> Answer {
        let (state, notice) = self.news.latest();
        let page = dress::plain("There is no such page", "It may have been renamed, or not be written yet.");
        Answer::page("404 Not Found", dress::dressed(&page, &state, notice.as_deref()))
    }

    /// Keeps the line open until there is something newer than what a page shows.
    fn wait(&self, stream: &mut TcpStream, than: &str) -> io::Result<()> {
        let head = answer::head("200 OK", "text/event-stream");
        stream.write_all(format!("{head}\r\nretry: 500\n\n").as_bytes())?;
        while !self.news.is_newer(than, SIGN_OF_LIFE) {
            stream.write_all(b":\n\n")?;
        }
        stream.write_all(b"data: newer\n\n")?;
        end(stream)
    }
}

fn refusal(refused: Refused) -> Answer {
    let (status, title, sentence) = match refused {
        Refused::Odd => ("400 Bad Request", "That is no request", "A browser asks otherwise."),
        Refused::Method => ("405 Method Not Allowed", "A preview is only read", "It takes GET and HEAD."),
        Refused::Host => (
            "421 Misdirected Request",
            "That is not the name of this preview",
            "Open the address that `adr serve` printed.",
        ),
        Refused::Elsewhere => (
            "403 Forbidden",
            "Another site may not have this",
            "Open the address that `adr serve` printed in a tab of its own.",
        ),
    };
    Answer::page(status, dress::plain(title, sentence))
}

/// Ends a connection so that what was sent arrives: what else the browser sent is taken first, up to a limit.
fn end(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    io::copy(&mut stream.take(1 << 20), &mut io::sink()).map(|_| ())
}

fn name(target: &Target) -> &str {
    match target {
        Target::File(path) | Target::Own(path) => path,
        Target::News(_) => "news",
        Target::Nowhere => "no path of a site",
    }
}
