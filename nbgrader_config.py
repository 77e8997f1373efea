"""nbgrader's folders mapped onto this course, so that its own tools work here."""

c = get_config()  # noqa: F821 - given by nbgrader

c.CourseDirectory.course_id = "perceptron-to-deployment"
c.CourseDirectory.source_directory = "build/instructor"
c.CourseDirectory.release_directory = "course"
c.CourseDirectory.submitted_directory = "classroom/submitted"
c.CourseDirectory.autograded_directory = "classroom/autograded"
c.CourseDirectory.feedback_directory = "classroom/feedback"
c.CourseDirectory.db_url = "sqlite:///classroom/gradebook.db"
c.ClearSolutions.code_stub = {"python": "raise NotImplementedError"}
